/* SPDX-License-Identifier: BSD-3-Clause */
/* c16rtomb(): C11 7.28.1.2. */
#include <errno.h>
#include "uchar_priv.h"

size_t c16rtomb(char *restrict s, char16_t c, mbstate_t *restrict ps)
{
	static mbstate_t own;
	char32_t whole = c;

	if (!ps)
		ps = &own;
	if (!s) {
		memset(ps, 0, sizeof(*ps));
		return 1;
	}
	if (uchar_has_half(ps)) {
		unsigned half = uchar_take_half(ps);

		if (c < 0xdc00 || c > 0xdfff) {
			errno = EILSEQ;
			return (size_t)-1;
		}
		whole = 0x10000 + ((half & 0x3ff) << 10) + (c & 0x3ff);
	} else if (c >= 0xd800 && c <= 0xdbff) {
		uchar_keep_half(ps, c);
		return 0;
	}
	return c32rtomb(s, whole, ps);
}
