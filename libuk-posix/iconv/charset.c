/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Encodings: UTF-8 (RFC 3629), UTF-16 (RFC 2781), UTF-32, UCS-2, UCS-4, ASCII, and those of one
 * byte that differ from ISO 8859-1 in a few places.
 */
#include <ctype.h>
#include <string.h>
#include <uk/compiler.h>
#include "iconv_priv.h"

static bool surrogate(uint32_t c)
{
	return c >= 0xd800 && c < 0xe000;
}

static int utf8_decode(struct uk_iconv_side *s, const uint8_t *p, size_t n, uint32_t *c)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	int len, i;

	(void)s;
	if (p[0] < 0x80) {
		*c = p[0];
		return 1;
	}
	len = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return UK_ICONV_BAD;
	*c = p[0] & (0x7f >> len);
	for (i = 1; i < len; i++) {
		if ((size_t)i == n)
			return UK_ICONV_MORE;
		if ((p[i] & 0xc0) != 0x80)
			return UK_ICONV_BAD;
		*c = *c << 6 | (p[i] & 0x3f);
	}
	return *c < least[len] || *c > 0x10ffff || surrogate(*c) ? UK_ICONV_BAD : len;
}

static int utf8_encode(struct uk_iconv_side *s, uint32_t c, uint8_t *p, size_t n)
{
	int len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4, i;

	(void)s;
	if (n < (size_t)len)
		return UK_ICONV_MORE;
	if (len == 1) {
		p[0] = (uint8_t)c;
		return 1;
	}
	for (i = len - 1; i > 0; i--, c >>= 6)
		p[i] = (uint8_t)(0x80 | (c & 0x3f));
	p[0] = (uint8_t)(0xf00 >> len | c);
	return len;
}

/* Of units of several bytes: the unit's size, whether the order is given, and which. */
#define UNIT(bytes) (bytes)
#define ORDER_MARK  0x10 /* by a byte order mark; else little-endian */
#define BIG	    0x20
#define SURROGATES  0x40
#define UNIT_OF(s)  ((s)->set->param & 0xf)

static bool big(const struct uk_iconv_side *s)
{
	return s->set->param & ORDER_MARK ? s->big_endian : (s->set->param & BIG) != 0;
}

static uint32_t unit_get(const struct uk_iconv_side *s, const uint8_t *p)
{
	int size = UNIT_OF(s);
	uint32_t v = 0;

	for (int i = 0; i < size; i++)
		v = v << 8 | p[big(s) ? i : size - 1 - i];
	return v;
}

static void unit_put(const struct uk_iconv_side *s, uint32_t v, uint8_t *p)
{
	int size = UNIT_OF(s);

	for (int i = 0; i < size; i++, v >>= 8)
		p[big(s) ? size - 1 - i : i] = (uint8_t)v;
}

static int wide_decode(struct uk_iconv_side *s, const uint8_t *p, size_t n, uint32_t *c)
{
	size_t size = (size_t)UNIT_OF(s);
	uint32_t low;

	if (n < size)
		return UK_ICONV_MORE;
	*c = unit_get(s, p);
	if (s->set->param & ORDER_MARK && !s->begun) {
		s->begun = true;
		if (*c == 0xfeff || *c == (size == 2 ? 0xfffeu : 0xfffe0000u)) {
			s->big_endian ^= *c != 0xfeff;
			*c = UK_ICONV_NONE;
			return (int)size;
		}
	}
	if (!surrogate(*c))
		return *c > 0x10ffff ? UK_ICONV_BAD : (int)size;
	if (!(s->set->param & SURROGATES) || *c >= 0xdc00)
		return UK_ICONV_BAD;
	if (n < 4)
		return UK_ICONV_MORE;
	low = unit_get(s, p + 2);
	if (low < 0xdc00 || low >= 0xe000)
		return UK_ICONV_BAD;
	*c = 0x10000 + ((*c & 0x3ff) << 10 | (low & 0x3ff));
	return 4;
}

static int wide_encode(struct uk_iconv_side *s, uint32_t c, uint8_t *p, size_t n)
{
	size_t size = (size_t)UNIT_OF(s), at = 0, need = size;
	bool mark = s->set->param & ORDER_MARK && !s->begun;

	if (size == 2 && c > 0xffff) {
		if (!(s->set->param & SURROGATES))
			return UK_ICONV_BAD;
		need = 4;
	}
	if (n < need + (mark ? size : 0))
		return UK_ICONV_MORE;
	if (mark) {
		unit_put(s, 0xfeff, p);
		s->begun = true;
		at = size;
	}
	if (need > size) {
		unit_put(s, 0xd800 + ((c - 0x10000) >> 10), p + at);
		unit_put(s, 0xdc00 + (c & 0x3ff), p + at + 2);
	} else {
		unit_put(s, c, p + at);
	}
	return (int)(at + need);
}

/* Windows 1252 from 0x80 to 0x9f; 0: nothing. */
static const uint16_t cp1252[32] = {
	0x20ac, 0,	0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
	0x2039, 0x0152, 0,	0x017d, 0,	0,	0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
	0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,	0x017e, 0x0178,
};
static const struct {
	uint8_t byte;
	uint16_t c;
} latin9[] = { { 0xa4, 0x20ac }, { 0xa6, 0x160 }, { 0xa8, 0x161 }, { 0xb4, 0x17d },
	       { 0xb8, 0x17e },	 { 0xbc, 0x152 }, { 0xbd, 0x153 }, { 0xbe, 0x178 } };

enum { ASCII, LATIN1, LATIN9, CP1252 };

/* What byte @b is, or UK_ICONV_NONE. */
static uint32_t byte_char(int kind, uint8_t b)
{
	if (kind == ASCII)
		return b < 0x80 ? b : UK_ICONV_NONE;
	if (kind == CP1252 && b >= 0x80 && b < 0xa0)
		return cp1252[b - 0x80] ? cp1252[b - 0x80] : UK_ICONV_NONE;
	for (size_t i = 0; kind == LATIN9 && i < UK_ARRAY_SIZE(latin9); i++)
		if (latin9[i].byte == b)
			return latin9[i].c;
	return b;
}

static int byte_decode(struct uk_iconv_side *s, const uint8_t *p, size_t n, uint32_t *c)
{
	(void)n;
	*c = byte_char(s->set->param, p[0]);
	return *c == UK_ICONV_NONE ? UK_ICONV_BAD : 1;
}

static int byte_encode(struct uk_iconv_side *s, uint32_t c, uint8_t *p, size_t n)
{
	int b = c < 0x100 && byte_char(s->set->param, (uint8_t)c) == c ? (int)c : -1;

	for (int i = 0x80; b < 0 && i < 0x100; i++)
		if (byte_char(s->set->param, (uint8_t)i) == c)
			b = i;
	if (b < 0)
		return UK_ICONV_BAD;
	if (n == 0)
		return UK_ICONV_MORE;
	p[0] = (uint8_t)b;
	return 1;
}

static const struct uk_charset sets[] = {
	{ "UTF-8\0UTF8\0", utf8_decode, utf8_encode, 0 },
	{ "UTF-16\0UTF16\0", wide_decode, wide_encode, UNIT(2) | SURROGATES | ORDER_MARK },
	{ "UTF-16LE\0UTF16LE\0", wide_decode, wide_encode, UNIT(2) | SURROGATES },
	{ "UTF-16BE\0UTF16BE\0", wide_decode, wide_encode, UNIT(2) | SURROGATES | BIG },
	{ "UCS-2\0UCS-2LE\0UCS2\0ISO-10646-UCS-2\0", wide_decode, wide_encode, UNIT(2) },
	{ "UCS-2BE\0", wide_decode, wide_encode, UNIT(2) | BIG },
	{ "UTF-32\0UTF32\0", wide_decode, wide_encode, UNIT(4) | ORDER_MARK },
	{ "UTF-32LE\0UCS-4LE\0UCS-4-INTERNAL\0WCHAR_T\0", wide_decode, wide_encode, UNIT(4) },
	{ "UTF-32BE\0UCS-4\0UCS-4BE\0UCS4\0ISO-10646-UCS-4\0", wide_decode, wide_encode,
	  UNIT(4) | BIG },
	{ "US-ASCII\0ASCII\0ANSI_X3.4-1968\0C\0POSIX\0646\0", byte_decode, byte_encode, ASCII },
	{ "ISO-8859-1\0ISO8859-1\0ISO_8859-1\0LATIN1\0L1\0", byte_decode, byte_encode, LATIN1 },
	{ "ISO-8859-15\0ISO8859-15\0ISO_8859-15\0LATIN-9\0LATIN9\0", byte_decode, byte_encode,
	  LATIN9 },
	{ "WINDOWS-1252\0CP1252\0MS-ANSI\0", byte_decode, byte_encode, CP1252 },
};

static bool is_named(const char *upper, const char *name, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (upper[i] != toupper((unsigned char)name[i]))
			return false;
	return upper[len] == '\0';
}

const struct uk_charset *uk_charset_find(const char *name, size_t len)
{
	for (size_t i = 0; i < UK_ARRAY_SIZE(sets); i++)
		for (const char *n = sets[i].names; *n; n += strlen(n) + 1)
			if (is_named(n, name, len))
				return &sets[i];
	return NULL;
}
