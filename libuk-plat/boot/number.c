/* SPDX-License-Identifier: BSD-3-Clause */
/* Numbers in parameters, uk/param.h. */
#include <uk/param.h>

static unsigned digit(char c)
{
	unsigned d = (unsigned)c - '0';

	if (d <= 9)
		return d;
	d = (unsigned)(c | 0x20) - 'a';
	return d < 6 ? d + 10 : 16;
}

const char *uk_param_number(const char *s, unsigned long *out)
{
	unsigned long v = 0, base = 10;
	unsigned shift = 0, d;
	const char *start;

	if (s[0] == '0' && (s[1] | 0x20) == 'x') {
		base = 16;
		s += 2;
	}
	for (start = s; (d = digit(*s)) < base; s++)
		if (__builtin_mul_overflow(v, base, &v) || __builtin_add_overflow(v, d, &v))
			return NULL;
	if (s == start)
		return NULL;
	switch (*s | 0x20) {
	case 'g':
		shift += 10;
		/* fall through */
	case 'm':
		shift += 10;
		/* fall through */
	case 'k':
		shift += 10;
		s++;
	}
	if (v > ~0ul >> shift)
		return NULL;
	*out = v << shift;
	return s;
}
