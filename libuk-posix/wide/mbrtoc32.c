/* SPDX-License-Identifier: BSD-3-Clause */
/* mbrtoc32(): C11 7.28.1.3. A wchar_t is UCS-4. */
#include <errno.h>
#include <uchar.h>

size_t mbrtoc32(char32_t *restrict c, const char *restrict s, size_t n, mbstate_t *restrict ps)
{
	static mbstate_t own;
	wchar_t wc = 0;
	size_t r;

	if (!s) {
		s = "";
		n = 1;
		c = NULL;
	}
	r = mbrtowc(&wc, s, n, ps ? ps : &own);
	if (r >= (size_t)-2)
		return r;
	if (wc >= 0xd800 && wc <= 0xdfff) {
		errno = EILSEQ;
		return (size_t)-1;
	}
	if (c)
		*c = (char32_t)wc;
	return r;
}
