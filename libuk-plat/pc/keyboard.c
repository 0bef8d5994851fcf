/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Scan codes (set 1, as the i8042 translates) to characters of the US layout, and
 * those to lines: who shows a console edits its lines, and here that is us. Backspace
 * rubs out, a line is input once it is finished.
 */
#include "pc.h"

#define RELEASE	 0x80
#define EXTENDED 0xe0
#define PAUSE	 0xe1 /* two more codes of no interest follow, with their releases */

enum { L_CTRL = 0x1d, L_SHIFT = 0x2a, R_SHIFT = 0x36, CAPS = 0x3a, SLASH = 0x35, ENTER = 0x1c };

static const char plain[] = "\0\033"
			    "1234567890-=\b\tqwertyuiop[]\n\0asdfghjkl;'`\0\\zxcvbnm,./\0*\0 ";
static const char shifted[] =
	"\0\033!@#$%^&*()_+\b\tQWERTYUIOP{}\n\0ASDFGHJKL:\"~\0|ZXCVBNM<>?\0*\0 ";
/* The keypad from 0x47 on, as with Num Lock. */
static const char keypad[] = "789-456+1230.";
#define KEYPAD 0x47

static struct {
	bool shift[2], ctrl, caps, extended;
	uint8_t skip;
} keys;

/* A ring of finished lines, then the one that is being edited. */
#define RING 512
static char ring[RING];
static unsigned first, finished, end; /* counts since the start, modulo RING when used */

static int character(uint8_t code)
{
	bool shift = keys.shift[0] || keys.shift[1];
	char c = 0;

	if (keys.extended)
		return code == ENTER || code == SLASH ? plain[code] : 0;
	if (code < sizeof(plain) - 1)
		c = shift ? shifted[code] : plain[code];
	else if (code >= KEYPAD && code - KEYPAD < (int)sizeof(keypad) - 1)
		c = keypad[code - KEYPAD];
	if (keys.caps && plain[code < sizeof(plain) ? code : 0] >= 'a' &&
	    plain[code < sizeof(plain) ? code : 0] <= 'z')
		c ^= 0x20;
	if (keys.ctrl && (c & 0x60) > 0x20 && c != 0x7f)
		c &= 0x1f;
	return c;
}

/* Returns the character that the key is, or 0. */
static int decode(uint8_t code)
{
	bool press = !(code & RELEASE), was_extended;
	int c = 0;

	if (keys.skip) {
		keys.skip--;
		return 0;
	}
	if (code == PAUSE) {
		keys.skip = 2;
		return 0;
	}
	if (code == EXTENDED) {
		keys.extended = true;
		return 0;
	}
	was_extended = keys.extended;
	code &= ~RELEASE;
	if (code == L_CTRL)
		keys.ctrl = press;
	else if (code == L_SHIFT && !was_extended) /* extended: Print Screen's */
		keys.shift[0] = press;
	else if (code == R_SHIFT && !was_extended)
		keys.shift[1] = press;
	else if (code == CAPS && press)
		keys.caps = !keys.caps;
	else if (press)
		c = character(code);
	keys.extended = false;
	return c;
}

void pc_keyboard_scancode(uint8_t code, void (*echo)(const char *buf, size_t len))
{
	char c = decode(code);

	if (!c)
		return;
	if (c == '\b') {
		if (end != finished) {
			end--;
			echo("\b \b", 3);
		}
		return;
	}
	/* The last place is for the end of the line. */
	if (end - first >= RING - (c != '\n'))
		return;
	ring[end++ % RING] = c;
	if (c == '\n' || c == '\t' || (unsigned char)c >= ' ')
		echo(&c, 1);
	if (c == '\n')
		finished = end;
}

int pc_keyboard_read(char *buf, size_t len)
{
	size_t n = 0;

	while (n < len && first != finished)
		buf[n++] = ring[first++ % RING];
	return n;
}
