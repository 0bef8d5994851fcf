/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Linux's error numbers in the pool's (newlib's). The first 34 agree; the
 * table has the others, those that a program can meet.
 */
#include <errno.h>
#include <uk/compiler.h>
#include <uk/plat_linux.h>

#define FIRST 35

/* clang-format off */
static const unsigned char table[] = {
	[35 - FIRST] = EDEADLK, [36 - FIRST] = ENAMETOOLONG, [37 - FIRST] = ENOLCK, [38 - FIRST] = ENOSYS,
	[39 - FIRST] = ENOTEMPTY, [40 - FIRST] = ELOOP, [42 - FIRST] = ENOMSG, [43 - FIRST] = EIDRM,
	[60 - FIRST] = ENOSTR, [61 - FIRST] = ENODATA, [62 - FIRST] = ETIME, [63 - FIRST] = ENOSR,
	[67 - FIRST] = ENOLINK, [71 - FIRST] = EPROTO, [72 - FIRST] = EMULTIHOP, [74 - FIRST] = EBADMSG,
	[75 - FIRST] = EOVERFLOW, [84 - FIRST] = EILSEQ, [88 - FIRST] = ENOTSOCK, [89 - FIRST] = EDESTADDRREQ,
	[90 - FIRST] = EMSGSIZE, [91 - FIRST] = EPROTOTYPE, [92 - FIRST] = ENOPROTOOPT,
	[93 - FIRST] = EPROTONOSUPPORT, [94 - FIRST] = EPROTONOSUPPORT, [95 - FIRST] = EOPNOTSUPP,
	[96 - FIRST] = EPFNOSUPPORT, [97 - FIRST] = EAFNOSUPPORT, [98 - FIRST] = EADDRINUSE,
	[99 - FIRST] = EADDRNOTAVAIL, [100 - FIRST] = ENETDOWN, [101 - FIRST] = ENETUNREACH,
	[102 - FIRST] = ENETRESET, [103 - FIRST] = ECONNABORTED, [104 - FIRST] = ECONNRESET,
	[105 - FIRST] = ENOBUFS, [106 - FIRST] = EISCONN, [107 - FIRST] = ENOTCONN, [108 - FIRST] = EPIPE,
	[109 - FIRST] = ETOOMANYREFS, [110 - FIRST] = ETIMEDOUT, [111 - FIRST] = ECONNREFUSED,
	[112 - FIRST] = EHOSTDOWN, [113 - FIRST] = EHOSTUNREACH, [114 - FIRST] = EALREADY,
	[115 - FIRST] = EINPROGRESS, [116 - FIRST] = ESTALE, [122 - FIRST] = EDQUOT, [125 - FIRST] = ECANCELED,
	[130 - FIRST] = EOWNERDEAD, [131 - FIRST] = ENOTRECOVERABLE,
};
/* clang-format on */

long uk_linux_errno(long r)
{
	if (r >= 0 || r > -FIRST)
		return r;
	if (r < -4095)
		return r; /* an address */
	r = -r - FIRST;
	return (size_t)r < sizeof(table) && table[r] ? -table[r] : -EIO;
}
