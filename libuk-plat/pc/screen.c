/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A text console. What it shows is kept here, and after each write the cells that differ from
 * what was drawn are drawn: reading a framebuffer back to scroll it would take a hundred times
 * as long as writing it.
 */
#include "pc.h"

#define CELL_W	  8
#define CELL_H	  16
#define COLS_MAX  240
#define ROWS_MAX  68
#define TAB	  8
#define TEXT_ATTR 0x0700 /* light grey on black */
#define ESC	  0x1b

static struct pc_fb fb;
static char *memory;
static unsigned cols, rows, x, y;
static char want[ROWS_MAX * COLS_MAX], drawn[ROWS_MAX * COLS_MAX];
static enum { PLAIN, ESCAPE, SEQUENCE } state;

void pc_screen_init(const struct pc_fb *f)
{
	unsigned w = f->width, h = f->height;

	if (f->kind == PC_FB_RGB)
		w /= CELL_W, h /= CELL_H;
	if (f->kind == PC_FB_NONE || !w || !h)
		return;
	fb = *f;
	cols = UK_MIN(w, (unsigned)COLS_MAX);
	rows = UK_MIN(h, (unsigned)ROWS_MAX);
	__builtin_memset(want, ' ', sizeof(want));
}

unsigned pc_screen_cursor(void)
{
	return y * cols + x;
}

/* A colour with every component at three quarters. */
static uint32_t grey(void)
{
	uint32_t v = 0;

	for (unsigned i = 0; i < 3; i++)
		v |= (0xc0u >> (8 - fb.rgb[i].size)) << fb.rgb[i].pos;
	return v;
}

static void draw_pixels(unsigned col, unsigned row, unsigned char c)
{
	const uint8_t *glyph = pc_font[c - PC_FONT_FIRST];
	char *line = memory + (size_t)row * CELL_H * fb.pitch + col * CELL_W * fb.bytes;
	uint32_t colour = grey(), pixel;
	uint64_t buf[CELL_W * 4 / 8];

	for (unsigned i = 0; i < CELL_H; i++, line += fb.pitch) {
		for (unsigned p = 0; p < CELL_W; p++) {
			/* Five pixels, one to the left of them is free. */
			pixel = glyph[i / 2] << 2 >> (CELL_W - 1 - p) & 1 ? colour : 0;
			__builtin_memcpy((char *)buf + p * fb.bytes, &pixel, fb.bytes);
		}
		__builtin_memcpy(line, buf, CELL_W * fb.bytes);
	}
}

static void draw(void)
{
	for (unsigned row = 0, i = 0; row < rows; row++)
		for (unsigned col = 0; col < cols; col++, i++) {
			if (want[i] == drawn[i])
				continue;
			drawn[i] = want[i];
			if (fb.kind == PC_FB_RGB)
				draw_pixels(col, row, want[i]);
			else
				*(uint16_t *)(memory + (size_t)row * fb.pitch + col * 2) =
					TEXT_ATTR | (unsigned char)want[i];
		}
}

void pc_screen_memory(void *mem)
{
	static bool cleared;

	memory = mem;
	if (!cols || !mem)
		return;
	if (!cleared) {
		/* Around the cells, too: the loader has drawn there. */
		if (fb.kind == PC_FB_RGB)
			__builtin_memset(mem, 0, (size_t)fb.pitch * fb.height);
		__builtin_memset(drawn, fb.kind == PC_FB_RGB ? ' ' : 0, sizeof(drawn));
		cleared = true;
	}
	draw();
}

static void new_line(void)
{
	x = 0;
	if (++y < rows)
		return;
	y = rows - 1;
	__builtin_memmove(want, want + cols, (size_t)y * cols);
	__builtin_memset(want + y * cols, ' ', cols);
}

static void put(unsigned char c)
{
	/* Escape sequences (ECMA-48) are for terminals that do more than this one. */
	if (state == ESCAPE) {
		state = c == '[' ? SEQUENCE : PLAIN;
	} else if (state == SEQUENCE) {
		if (c >= 0x40)
			state = PLAIN;
	} else if (c == ESC) {
		state = ESCAPE;
	} else if (c == '\n') {
		new_line();
	} else if (c == '\r') {
		x = 0;
	} else if (c == '\b') {
		x -= x > 0;
	} else if (c == '\t') {
		x = (x / TAB + 1) * TAB;
		if (x >= cols)
			new_line();
	} else if (c >= ' ' && (c & 0xc0) != 0x80) { /* of UTF-8 the first byte counts */
		if (x == cols)
			new_line();
		want[y * cols + x++] = c > PC_FONT_LAST ? '?' : c;
	}
}

void pc_screen_write(const char *buf, size_t len)
{
	if (!cols)
		return;
	while (len--)
		put(*buf++);
	if (memory)
		draw();
}
