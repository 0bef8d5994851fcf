/* SPDX-License-Identifier: BSD-3-Clause */
/* inet_ntop(): RFC 3493 section 6.3, IPv6 in the form of RFC 5952. */
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

static char *put_dec(char *p, unsigned v)
{
	if (v >= 100)
		*p++ = (char)('0' + v / 100);
	if (v >= 10)
		*p++ = (char)('0' + v / 10 % 10);
	*p++ = (char)('0' + v % 10);
	return p;
}

static char *put4(char *p, const unsigned char *a)
{
	for (int i = 0; i < 4; i++) {
		if (i)
			*p++ = '.';
		p = put_dec(p, a[i]);
	}
	return p;
}

static char *put_hex(char *p, unsigned v)
{
	int shift = 12;

	while (shift && (v >> shift) == 0)
		shift -= 4;
	for (; shift >= 0; shift -= 4)
		*p++ = "0123456789abcdef"[v >> shift & 15];
	return p;
}

/* The longest run of at least two zero groups, the first of equals. */
static void zero_run(const unsigned g[8], int *at, int *len)
{
	*at = -1;
	*len = 1;
	for (int i = 0; i < 8; i++) {
		int n = 0;

		while (i + n < 8 && g[i + n] == 0)
			n++;
		if (n > *len) {
			*at = i;
			*len = n;
		}
		i += n;
	}
}

static char *put6(char *p, const unsigned char *a)
{
	unsigned g[8];
	int at, len;

	for (int i = 0; i < 8; i++)
		g[i] = (unsigned)a[2 * i] << 8 | a[2 * i + 1];
	zero_run(g, &at, &len);
	for (int i = 0; i < 8; i++) {
		if (i == at) {
			*p++ = ':';
			i += len - 1;
			if (i == 7)
				*p++ = ':';
			continue;
		}
		if (i)
			*p++ = ':';
		if (i == 6 && at == 0 && (len == 6 || (len == 5 && g[5] == 0xffff)))
			return put4(p, a + 12);
		p = put_hex(p, g[i]);
	}
	return p;
}

const char *inet_ntop(int family, const void *addr, char *text, socklen_t len)
{
	char buf[INET6_ADDRSTRLEN], *end;

	if (family == AF_INET) {
		end = put4(buf, addr);
	} else if (family == AF_INET6) {
		end = put6(buf, addr);
	} else {
		errno = EAFNOSUPPORT;
		return NULL;
	}
	*end++ = '\0';
	if ((size_t)(end - buf) > len) {
		errno = ENOSPC;
		return NULL;
	}
	return memcpy(text, buf, (size_t)(end - buf));
}
