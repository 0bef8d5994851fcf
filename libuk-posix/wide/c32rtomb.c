/* SPDX-License-Identifier: BSD-3-Clause */
/* c32rtomb(): C11 7.28.1.4. */
#include <errno.h>
#include <uchar.h>

size_t c32rtomb(char *restrict s, char32_t c, mbstate_t *restrict ps)
{
	static mbstate_t own;

	if (!ps)
		ps = &own;
	if (s && (c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))) {
		errno = EILSEQ;
		return (size_t)-1;
	}
	return wcrtomb(s, (wchar_t)c, ps);
}
