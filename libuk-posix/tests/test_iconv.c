/* SPDX-License-Identifier: BSD-3-Clause */
/* iconv(): characters of each encoding, and input that is none. */
#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "tests/fakes.h"
#include "tests/suite.h"

/* Convert @in, all of it; the length of what comes out, or -errno. */
static int convert(const char *to, const char *from, const char *in, size_t len, char *out)
{
	iconv_t cd = iconv_open(to, from);
	char *i = (char *)(uintptr_t)in, *o = out;
	size_t room = 64, r;
	int e;

	ck_assert_ptr_ne(cd, (iconv_t)-1);
	r = iconv(cd, &i, &len, &o, &room);
	e = errno;
	iconv_close(cd);
	return r == (size_t)-1 ? -e : (int)(o - out);
}

#define GIVES(to, from, in, want)                                                         \
	do {                                                                              \
		char out_[64];                                                            \
		int n_ = convert(to, from, in, sizeof(in) - 1, out_);                     \
                                                                                          \
		ck_assert_msg(n_ == (int)sizeof(want) - 1, "%s -> %s: %d", from, to, n_); \
		ck_assert_mem_eq(out_, want, sizeof(want) - 1);                           \
	} while (0)

START_TEST(encodings)
{
	GIVES("ISO-8859-1", "UTF-8", "a\xc3\xa4", "a\xe4");
	GIVES("utf8", "latin1", "a\xe4", "a\xc3\xa4");
	GIVES("UTF-16LE", "UTF-8", "a\xf0\x9f\x98\x80", "a\0\x3d\xd8\x00\xde");
	GIVES("UTF-8", "UTF-16BE", "\0a\xd8\x3d\xde\x00", "a\xf0\x9f\x98\x80");
	GIVES("UTF-16", "UTF-8", "ab",
	      "\xff\xfe"
	      "a\0b\0");
	GIVES("UTF-8", "UTF-16", "\xfe\xff\0a\0b", "ab");
	GIVES("UTF-8", "UTF-16",
	      "\xff\xfe"
	      "a\0",
	      "a");
	GIVES("UTF-8", "UTF-16", "a\0", "a");
	GIVES("UCS-4", "UTF-8", "\xe2\x82\xac", "\0\0\x20\xac");
	GIVES("UTF-8", "UTF-32LE", "\xac\x20\0\0", "\xe2\x82\xac");
	GIVES("ISO-8859-15", "UTF-8", "\xe2\x82\xac", "\xa4");
	GIVES("UTF-8", "CP1252", "\x80\x9f", "\xe2\x82\xac\xc5\xb8");
	GIVES("WINDOWS-1252", "UTF-8", "\xe2\x80\x93\xc3\xbf", "\x96\xff");
	GIVES("UTF-8", "ASCII", "plain", "plain");
	GIVES("ASCII//TRANSLIT", "UTF-8", "a\xc3\xa4z", "a?z");
}
END_TEST

START_TEST(what_is_no_text_is_refused)
{
	static const char *const bad[] = { "\x80",	   "\xc0\xaf",	       "\xe0\x80\x80",
					   "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff",
					   "\xc3(",	   "\xf8\x88\x80\x80" };
	char out[64];

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_int_eq(convert("UTF-16LE", "UTF-8", bad[i], strlen(bad[i]), out),
				 -EILSEQ);
	ck_assert_int_eq(convert("UTF-16LE", "UTF-8", "a\xe2\x82", 3, out), -EINVAL);
	ck_assert_int_eq(convert("UTF-8", "UTF-16LE", "\x00\xdc", 2, out), -EILSEQ);
	ck_assert_int_eq(convert("UTF-8", "UTF-16LE", "\x00\xd8", 2, out), -EINVAL);
	ck_assert_int_eq(convert("UTF-8", "UTF-16LE",
				 "\x00\xd8"
				 "aa",
				 4, out),
			 -EILSEQ);
	ck_assert_int_eq(convert("UTF-8", "UTF-32BE", "\x00\x11\0\0", 4, out), -EILSEQ);
	ck_assert_int_eq(convert("UCS-2", "UTF-8", "\xf0\x9f\x98\x80", 4, out), -EILSEQ);
	ck_assert_int_eq(convert("ASCII", "UTF-8", "\xc3\xa4", 2, out), -EILSEQ);
	ck_assert_int_eq(convert("UTF-8", "ASCII", "\xe4", 1, out), -EILSEQ);
	ck_assert_int_eq(convert("UTF-8", "CP1252", "\x81", 1, out), -EILSEQ);
	ck_assert_int_eq(convert("ASCII//IGNORE", "UTF-8", "a\xc3\xa4z", 4, out), -EILSEQ);
	ck_assert_mem_eq(out, "az", 2);
	FAILS(iconv_open("UTF-8", "nonsense"), EINVAL);
	FAILS(iconv_open("", "UTF-9"), EINVAL);
	fake_heap_left = 0;
	FAILS(iconv_open("UTF-8", "ASCII"), ENOMEM);
	fake_heap_left = -1;
}
END_TEST

START_TEST(short_room_goes_on_later)
{
	iconv_t cd = iconv_open("UTF-8", "UTF-16");
	char in[] = "\xfe\xff\x20\xac\x20\xac", out[8], *i = in, *o = out;
	size_t len = 6, room = 4;

	ck_assert_int_eq((int)iconv(cd, &i, &len, &o, &room), -1);
	ck_assert_uint_eq(len, 2);
	ck_assert_uint_eq(room, 1);
	room = 3;
	ck_assert_int_eq((int)iconv(cd, &i, &len, &o, &room), 0);
	ck_assert_mem_eq(out, "\xe2\x82\xac\xe2\x82\xac", 6);
	ck_assert_int_eq((int)iconv(cd, NULL, NULL, NULL, NULL), 0);
	iconv_close(cd);
	ck_assert_int_eq(fake_heap_live, 0);
}
END_TEST

START_TEST(random_bytes_harm_nothing)
{
	static const char *const names[] = { "UTF-8",  "UTF-16", "UTF-32", "UCS-2BE",
					     "LATIN1", "LATIN9", "CP1252", "ASCII" };
	char in[40], out[40];

	srand(5);
	for (int n = 0; n < 20000; n++) {
		iconv_t cd = iconv_open(names[rand() % 8], names[rand() % 8]);
		size_t len = (size_t)(rand() % 40), room = (size_t)(rand() % 40),
		       was = len + room;
		char *i = in, *o = out;

		for (int k = 0; k < 40; k++)
			in[k] = (char)rand();
		iconv(cd, &i, &len, &o, &room);
		ck_assert(len + room <= was);
		iconv_close(cd);
	}
}
END_TEST

SUITE("iconv", encodings, what_is_no_text_is_refused, short_room_goes_on_later,
      random_bytes_harm_nothing)
