/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The screen on memory of our own, with ASan around it: what the cells show against what was
 * written, by the font; and the keyboard, from scan codes to lines.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "pc.h"

static uint8_t *mem;
static struct pc_fb fb;

/* One screen a process: Check runs each test in its own. */
static void pixels(unsigned w, unsigned h, unsigned bytes)
{
	fb = (struct pc_fb){ .kind = PC_FB_RGB,
			     .addr = 0xfd000000,
			     .pitch = w * bytes + 4 * bytes,
			     .width = w,
			     .height = h,
			     .bytes = bytes };
	for (unsigned i = 0; i < 3; i++) {
		fb.rgb[i].size = bytes == 2 ? 5 : 8;
		fb.rgb[i].pos = fb.rgb[i].size * i;
	}
	mem = malloc((size_t)fb.pitch * h);
	ck_assert_ptr_nonnull(mem);
	memset(mem, 0x5a, (size_t)fb.pitch * h);
	pc_screen_init(&fb);
	pc_screen_memory(mem);
}

static void write_str(const char *s)
{
	pc_screen_write(s, strlen(s));
}

static bool lit(unsigned px, unsigned py)
{
	const uint8_t *p = mem + (size_t)py * fb.pitch + px * fb.bytes;
	uint32_t v = 0, mask = fb.bytes == 2 ? 0x7fff : 0xffffff;

	memcpy(&v, p, fb.bytes);
	ck_assert_msg((v & mask) == 0 || (v & mask) == (fb.bytes == 2 ? 0x6318 : 0xc0c0c0),
		      "pixel %u,%u has colour %x", px, py, v);
	return v & mask;
}

/* The character whose glyph the cell shows, found in the font; 0: none. */
static char cell(unsigned col, unsigned row)
{
	for (unsigned c = PC_FONT_FIRST; c <= PC_FONT_LAST; c++) {
		bool same = true;

		for (unsigned y = 0; y < 16 && same; y++)
			for (unsigned x = 0; x < 8 && same; x++) {
				bool want = x >= 1 && x <= 5 &&
					    (pc_font[c - PC_FONT_FIRST][y / 2] >> (5 - x) & 1);

				same = lit(col * 8 + x, row * 16 + y) == want;
			}
		if (same)
			return c;
	}
	return 0;
}

static const char *line(unsigned row, unsigned cols)
{
	static char s[256];

	for (unsigned i = 0; i < cols; i++)
		s[i] = cell(i, row);
	for (s[cols] = 0; cols && s[cols - 1] == ' ';)
		s[--cols] = 0;
	return s;
}

START_TEST(glyphs_differ)
{
	for (unsigned a = 0; a < UK_ARRAY_SIZE(pc_font); a++)
		for (unsigned b = 0; b < a; b++)
			ck_assert_msg(memcmp(pc_font[a], pc_font[b], 8), "%c and %c", a + 32,
				      b + 32);
}
END_TEST

START_TEST(text_is_drawn)
{
	pixels(200, 100, _i); /* 25 columns, 6 rows */
	write_str("Hello, world! 0123456789\nab\tc\rA");
	ck_assert_str_eq(line(0, 25), "Hello, world! 0123456789");
	ck_assert_str_eq(line(1, 25), "Ab      c");
	/* The edge that no cell covers was cleared. */
	for (unsigned y = 96; y < 100; y++)
		ck_assert(!lit(10, y));
}
END_TEST

START_TEST(lines_wrap_and_scroll)
{
	pixels(80, 48, 4); /* 10 columns, 3 rows */
	write_str("0123456789abc\n");
	ck_assert_str_eq(line(0, 10), "0123456789");
	ck_assert_str_eq(line(1, 10), "abc");
	write_str("third\nfourth");
	ck_assert_str_eq(line(0, 10), "abc");
	ck_assert_str_eq(line(1, 10), "third");
	ck_assert_str_eq(line(2, 10), "fourth");
	for (unsigned i = 0; i < 1000; i++)
		write_str("x\n");
	ck_assert_str_eq(line(1, 10), "x");
	ck_assert_str_eq(line(2, 10), "");
}
END_TEST

START_TEST(escapes_controls_and_other_alphabets)
{
	pixels(160, 32, 4);
	write_str("a\033[31;1mb\033[0mc\033Zd\b\be\a\xc3\xa9\x7f");
	ck_assert_str_eq(line(0, 20), "abe??");
	write_str("\b\b\b\b\b\b\b\b\b\b");
	ck_assert_uint_eq(pc_screen_cursor(), 0);
	write_str("\t\t\t");
	ck_assert_uint_eq(pc_screen_cursor(), 20);
}
END_TEST

START_TEST(what_is_written_without_memory_shows_later)
{
	pixels(80, 32, 4);
	write_str("seen");
	pc_screen_memory(NULL);
	write_str(" later");
	ck_assert_str_eq(line(0, 10), "seen");
	pc_screen_memory(mem);
	ck_assert_str_eq(line(0, 10), "seen later");
}
END_TEST

START_TEST(text_memory)
{
	uint16_t *m = malloc(80 * 2 * 25);

	fb = (struct pc_fb){
		.kind = PC_FB_TEXT, .pitch = 160, .width = 80, .height = 25, .bytes = 2
	};
	pc_screen_init(&fb);
	pc_screen_memory(m);
	write_str("Hi\n");
	ck_assert_uint_eq(m[0], 0x0700 | 'H');
	ck_assert_uint_eq(m[1], 0x0700 | 'i');
	for (unsigned i = 2; i < 80 * 25; i++)
		ck_assert_uint_eq(m[i], 0x0700 | ' ');
	ck_assert_uint_eq(pc_screen_cursor(), 80);
	free(m);
}
END_TEST

START_TEST(screens_larger_than_we_use_and_too_small_ones)
{
	fb = (struct pc_fb){
		.kind = PC_FB_RGB, .pitch = 28, .width = 7, .height = 100, .bytes = 4
	};
	pc_screen_init(&fb);
	write_str("nothing");
	pixels(4096, 2160, 4);
	for (unsigned i = 0; i < 100; i++)
		write_str("a line of some length\n");
	ck_assert_str_eq(line(66, 240), "a line of some length");
}
END_TEST

static char echoed[4096];
static void echo(const char *s, size_t n)
{
	strncat(echoed, s, n);
}

static const char *type(const char *codes, size_t n)
{
	static char got[2048];

	for (size_t i = 0; i < n; i++)
		pc_keyboard_scancode(codes[i], echo);
	got[pc_keyboard_read(got, sizeof(got) - 1)] = 0;
	return got;
}
#define TYPE(s) type(s, sizeof(s) - 1)

START_TEST(keys_make_a_line)
{
	ck_assert_str_eq(TYPE("\x23\xa3\x17\x97"), ""); /* h i: not finished */
	ck_assert_str_eq(TYPE("\x1c\x9c"), "hi\n");
	ck_assert_str_eq(echoed, "hi\n");
	ck_assert_str_eq(TYPE(""), "");
}
END_TEST

START_TEST(shift_caps_ctrl)
{
	/* left shift a, a; right shift 1; caps a, shift a, 1, caps; ctrl c */
	ck_assert_str_eq(TYPE("\x2a\x1e\x9e\xaa\x1e\x36\x02\xb6\x1c"), "Aa!\n");
	ck_assert_str_eq(TYPE("\x3a\xba\x1e\x2a\x1e\xaa\x02\x3a\xba\x1e\x1c"), "Aa1a\n");
	ck_assert_str_eq(TYPE("\x1d\x2e\xae\x9d\x2e\xe0\x1d\x1e\xe0\x9d\x1c"), "\003c\001\n");
}
END_TEST

START_TEST(every_key_of_the_layout)
{
	static const char want[] =
		"1234567890-=qwertyuiop[]asdfghjkl;'`\\zxcvbnm,./ *789-456+1230.";
	char codes[128];
	unsigned n = 0;

	for (unsigned c = 2; c <= 0x53; c++)
		if (c != 0xe && c != 0xf && c != 0x1c && c != 0x1d && c != 0x2a && c != 0x36 &&
		    c != 0x37 && c != 0x38 && c != 0x3a && !(c > 0x3a && c < 0x47) && c != 0x39)
			codes[n++] = c;
		else if (c == 0x39)
			codes[n++] = 0x39, codes[n++] = 0x37;
	codes[n++] = 0x1c;
	ck_assert_int_eq(strncmp(type(codes, n), want, sizeof(want) - 1), 0);
}
END_TEST

START_TEST(backspace_rubs_out_to_the_start_of_the_line)
{
	TYPE("\x1e\x1c");
	echoed[0] = 0;
	ck_assert_str_eq(TYPE("\x30\x0e\x0e\x0e\x2e\x1c"), "c\n");
	ck_assert_str_eq(echoed, "b\b \bc\n");
}
END_TEST

START_TEST(extended_keys_and_pause)
{
	/* up, print screen (with its false shifts), pause, keypad / and enter */
	ck_assert_str_eq(TYPE("\xe0\x48\xe0\xc8\xe0\x2a\xe0\x37\xe0\xb7\xe0\xaa"
			      "\xe1\x1d\x45\xe1\x9d\xc5\x1e\xe0\x35\xe0\xb5\xe0\x1c"),
			 "a/\n");
}
END_TEST

START_TEST(a_line_that_is_too_long_ends_where_the_buffer_does)
{
	char codes[1000];
	const char *s;

	memset(codes, 0x1e, sizeof(codes));
	codes[999] = 0x1c;
	s = type(codes, sizeof(codes));
	ck_assert_uint_eq(strlen(s), 512);
	ck_assert_int_eq(s[511], '\n');
	ck_assert_str_eq(TYPE("\x30\x1c"), "b\n");
}
END_TEST

START_TEST(any_scan_codes_are_survived)
{
	char buf[64];

	srand(_i);
	for (unsigned i = 0; i < 20000; i++) {
		echoed[0] = 0;
		pc_keyboard_scancode(rand(), echo);
		if (rand() % 100 == 0)
			ck_assert_int_le(pc_keyboard_read(buf, sizeof(buf)), 64);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("screen and keyboard");
	TCase *t = tcase_create("screen and keyboard");
	SRunner *r;
	int failed;

	tcase_add_test(t, glyphs_differ);
	tcase_add_loop_test(t, text_is_drawn, 2, 5);
	tcase_add_test(t, lines_wrap_and_scroll);
	tcase_add_test(t, escapes_controls_and_other_alphabets);
	tcase_add_test(t, what_is_written_without_memory_shows_later);
	tcase_add_test(t, text_memory);
	tcase_add_test(t, screens_larger_than_we_use_and_too_small_ones);
	tcase_add_test(t, keys_make_a_line);
	tcase_add_test(t, shift_caps_ctrl);
	tcase_add_test(t, every_key_of_the_layout);
	tcase_add_test(t, backspace_rubs_out_to_the_start_of_the_line);
	tcase_add_test(t, extended_keys_and_pause);
	tcase_add_test(t, a_line_that_is_too_long_ends_where_the_buffer_does);
	tcase_add_loop_test(t, any_scan_codes_are_survived, 0, 4);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
