/* SPDX-License-Identifier: BSD-3-Clause */
/* mbrtoc16(): C11 7.28.1.1. */
#include "uchar_priv.h"

size_t mbrtoc16(char16_t *restrict c, const char *restrict s, size_t n, mbstate_t *restrict ps)
{
	static mbstate_t own;
	char32_t whole = 0;
	size_t r;

	if (!ps)
		ps = &own;
	if (uchar_has_half(ps)) {
		unsigned half = uchar_take_half(ps);

		if (!s)
			return 0;
		if (c)
			*c = (char16_t)half;
		return (size_t)-3;
	}
	r = mbrtoc32(&whole, s, n, ps);
	if (r >= (size_t)-2 || !s)
		return r;
	if (whole >= 0x10000) {
		uchar_keep_half(ps, 0xdc00 | (whole & 0x3ff));
		whole = 0xd800 + ((whole - 0x10000) >> 10);
	}
	if (c)
		*c = (char16_t)whole;
	return r;
}
