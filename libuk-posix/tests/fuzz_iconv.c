/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Text in any encoding that is none, through rooms of any size. What is converted to UTF-8 must
 * be UTF-8.
 * fuzz-sources: iconv/iconv.c iconv/charset.c
 * fuzz-flags: -D_GNU_SOURCE -I . -Diconv_open=uk_t_iconv_open -Diconv_close=uk_t_iconv_close
 *	-Diconv=uk_t_iconv
 */
#include <iconv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *uk_zalloc(size_t size);
void uk_free(void *p);

void *uk_zalloc(size_t size)
{
	return calloc(1, size);
}

void uk_free(void *p)
{
	free(p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	static const char *const names[] = { "UTF-8",  "UTF-16", "UTF-16BE",	 "UTF-32",
					     "UCS-2",  "UCS-4",	 "LATIN1",	 "LATIN9",
					     "CP1252", "ASCII",	 "UTF-8//IGNORE" };
	const size_t n = sizeof(names) / sizeof(names[0]);
	char *in, *out, *i, *o;
	size_t left, room, got;
	iconv_t cd;

	if (len < 2)
		return 0;
	left = len - 2;
	room = got = data[1];
	in = malloc(left + 1);
	out = malloc(room + 1);
	if (!in || !out)
		abort();
	memcpy(in, data + 2, left);
	i = in;
	o = out;
	cd = iconv_open(data[0] & 0x80 ? "UTF-8" : names[(data[0] >> 4) % n],
			names[data[0] % n]);
	if (cd == (iconv_t)-1)
		abort();
	iconv(cd, &i, &left, &o, &room);
	iconv_close(cd);
	got -= room;
	if (data[0] & 0x80 && got) {
		char *p = out, sink[8192], *s = sink;
		size_t space = sizeof(sink);

		cd = iconv_open("UTF-32LE", "UTF-8");
		if (iconv(cd, &p, &got, &s, &space) == (size_t)-1)
			abort();
		iconv_close(cd);
	}
	free(in);
	free(out);
	return 0;
}
