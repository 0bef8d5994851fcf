/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reads what a screen shows: screen_text FILE prints the text in a screendump of QEMU (PPM),
 * or, if FILE ends in .vga, in a copy of VGA text memory of 80 columns. A cell that has no
 * glyph of our font prints as #. For tests/pc.sh; a program of the build machine.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "pc.h"

static void print_line(char *s, unsigned n)
{
	while (n && s[n - 1] == ' ')
		n--;
	printf("%.*s\n", (int)n, s);
}

static char glyph(const uint8_t *rgb, unsigned width)
{
	for (unsigned c = PC_FONT_FIRST; c <= PC_FONT_LAST; c++) {
		bool same = true;

		for (unsigned i = 0; i < 8 * 16 && same; i++) {
			unsigned x = i % 8, y = i / 8;
			bool want = x >= 1 && x <= 5 &&
				    (pc_font[c - PC_FONT_FIRST][y / 2] >> (5 - x) & 1);
			uint8_t v = rgb[(y * width + x) * 3];

			/* Three quarters, in five bits or eight. */
			same = want ? v > 0xb0 && v < 0xd0 : v == 0;
		}
		if (same)
			return c;
	}
	return '#';
}

static int pixels(FILE *f)
{
	unsigned w, h;
	uint8_t *rgb;
	char s[1024];

	if (fscanf(f, "P6 %u %u 255", &w, &h) != 2 || fgetc(f) != '\n' || w > 8192 || h > 8192)
		return 1;
	rgb = malloc((size_t)w * h * 3);
	if (!rgb || fread(rgb, 3, (size_t)w * h, f) != (size_t)w * h)
		return 1;
	for (unsigned row = 0; row < h / 16; row++) {
		for (unsigned col = 0; col < w / 8; col++)
			s[col] = glyph(rgb + ((size_t)row * 16 * w + col * 8) * 3, w);
		print_line(s, w / 8);
	}
	free(rgb);
	return 0;
}

static int text(FILE *f)
{
	uint8_t cell[80][2];
	char s[80];

	while (fread(cell, sizeof(cell), 1, f) == 1) {
		for (unsigned i = 0; i < 80; i++)
			s[i] = cell[i][1] == 7 ? cell[i][0] : '#';
		print_line(s, 80);
	}
	return 0;
}

int main(int argc, char **argv)
{
	FILE *f = argc == 2 ? fopen(argv[1], "rb") : NULL;
	size_t n;

	if (!f)
		return 2;
	n = strlen(argv[1]);
	return n > 4 && !strcmp(argv[1] + n - 4, ".vga") ? text(f) : pixels(f);
}
