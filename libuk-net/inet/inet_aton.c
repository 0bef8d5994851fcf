/* SPDX-License-Identifier: BSD-3-Clause */
/* inet_aton(): one to four numbers, each decimal, octal or hexadecimal, the last filling the
 * rest. */
#include <arpa/inet.h>

static int number(const char **s, unsigned long *out)
{
	unsigned base = 10;
	unsigned long v = 0;
	const char *p = *s, *first;

	if (*p == '0') {
		base = 8;
		if ((p[1] | 0x20) == 'x') {
			base = 16;
			p += 2;
		}
	}
	for (first = p;; p++) {
		unsigned d;

		if (*p >= '0' && *p <= '9')
			d = (unsigned)(*p - '0');
		else if ((*p | 0x20) >= 'a' && (*p | 0x20) <= 'f')
			d = (unsigned)((*p | 0x20) - 'a' + 10);
		else
			break;
		if (d >= base)
			return 0;
		v = v * base + d;
		if (v > 0xffffffff)
			return 0;
	}
	if (p == first)
		return 0;
	*s = p;
	*out = v;
	return 1;
}

int inet_aton(const char *text, struct in_addr *addr)
{
	unsigned long part[4], v = 0;
	int n = 0;

	for (;;) {
		if (!number(&text, &part[n++]))
			return 0;
		if (*text != '.' || n == 4)
			break;
		text++;
	}
	if (*text != '\0' && *text != ' ' && *text != '\t' && *text != '\n')
		return 0;
	for (int i = 0; i < n - 1; i++) {
		if (part[i] > 255)
			return 0;
		v |= part[i] << (24 - 8 * i);
	}
	if (part[n - 1] > 0xffffffffUL >> (8 * (n - 1)))
		return 0;
	v |= part[n - 1];
	if (addr)
		addr->s_addr = htonl((in_addr_t)v);
	return 1;
}
