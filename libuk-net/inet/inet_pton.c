/* SPDX-License-Identifier: BSD-3-Clause */
/* inet_pton(): RFC 3493 section 6.3; IPv6 text as in RFC 4291 section 2.2. */
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

/* A strict dotted quad up to the end of @s. */
static int pton4(const char *s, unsigned char out[4])
{
	for (int i = 0; i < 4; i++) {
		unsigned v = 0, digits = 0;

		while (*s >= '0' && *s <= '9') {
			if (digits && v == 0) /* no leading zeros: they meant octal once */
				return 0;
			v = v * 10 + (unsigned)(*s++ - '0');
			if (v > 255)
				return 0;
			digits++;
		}
		if (digits == 0 || *s != (i < 3 ? '.' : '\0'))
			return 0;
		s++;
		out[i] = (unsigned char)v;
	}
	return 1;
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int pton6(const char *s, unsigned char out[16])
{
	unsigned char b[16] = { 0 };
	int n = 0, gap = -1;

	if (s[0] == ':' && *++s != ':')
		return 0;
	while (*s) {
		const char *group = s;
		unsigned v = 0, digits = 0;

		if (*s == ':') { /* the second colon of "::" */
			if (gap >= 0)
				return 0;
			gap = n;
			s++;
			continue;
		}
		while (hex(*s) >= 0 && digits < 5) {
			v = v << 4 | (unsigned)hex(*s++);
			digits++;
		}
		if (*s == '.' && n <= 12) {
			if (!pton4(group, b + n))
				return 0;
			n += 4;
			break;
		}
		if (digits == 0 || digits > 4 || n > 14)
			return 0;
		b[n++] = (unsigned char)(v >> 8);
		b[n++] = (unsigned char)v;
		if (*s == '\0')
			break;
		if (*s++ != ':' || *s == '\0')
			return 0;
	}
	if (gap < 0 && n != 16)
		return 0;
	if (gap >= 0) {
		if (n == 16)
			return 0;
		memmove(b + 16 - (n - gap), b + gap, (size_t)(n - gap));
		memset(b + gap, 0, (size_t)(16 - n));
	}
	memcpy(out, b, 16);
	return 1;
}

int inet_pton(int family, const char *text, void *addr)
{
	unsigned char v4[4];

	switch (family) {
	case AF_INET:
		if (!pton4(text, v4))
			return 0;
		memcpy(addr, v4, 4);
		return 1;
	case AF_INET6:
		return pton6(text, addr);
	default:
		errno = EAFNOSUPPORT;
		return -1;
	}
}
