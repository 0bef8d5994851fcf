/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Linux's error numbers in the pool's, which are newlib's. Up to 34 they are
 * the same; the table has the others, by Linux's number on all architectures
 * that use asm-generic.
 */
#include <errno.h>
#include "linux.h"

/* @n in the pool's numbering; 0: there is no such error. */
static const unsigned char map[] = {
	[35] = EDEADLK,	    [36] = ENAMETOOLONG, [37] = ENOLCK,	      [38] = ENOSYS,	  [39] = ENOTEMPTY,
	[40] = ELOOP,	    [42] = ENOMSG,	 [43] = EIDRM,	      [60] = ENOSTR,	  [61] = ENODATA,
	[62] = ETIME,	    [63] = ENOSR,	 [67] = ENOLINK,      [71] = EPROTO,	  [72] = EMULTIHOP,
	[74] = EBADMSG,	    [75] = EOVERFLOW,	 [84] = EILSEQ,	      [88] = ENOTSOCK,	  [89] = EDESTADDRREQ,
	[90] = EMSGSIZE,    [91] = EPROTOTYPE,	 [92] = ENOPROTOOPT,  [93] = EPROTONOSUPPORT,
	[95] = EOPNOTSUPP,  [96] = EPFNOSUPPORT, [97] = EAFNOSUPPORT, [98] = EADDRINUSE,  [99] = EADDRNOTAVAIL,
	[100] = ENETDOWN,   [101] = ENETUNREACH, [102] = ENETRESET,   [103] = ECONNABORTED,
	[104] = ECONNRESET, [105] = ENOBUFS,	 [106] = EISCONN,     [107] = ENOTCONN,	  [110] = ETIMEDOUT,
	[111] = ECONNREFUSED, [112] = EHOSTDOWN, [113] = EHOSTUNREACH, [114] = EALREADY,  [115] = EINPROGRESS,
	[116] = ESTALE,	    [122] = EDQUOT,	 [125] = ECANCELED,   [130] = EOWNERDEAD, [131] = ENOTRECOVERABLE,
};

long uk_linux_errno(long result)
{
	unsigned long n = -result;

	if (result >= 0 || result < -4095)
		return result;
	if (n <= 34)
		return result;
	return n < UK_ARRAY_SIZE(map) && map[n] ? -(long)map[n] : -EIO;
}
