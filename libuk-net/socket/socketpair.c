/* SPDX-License-Identifier: BSD-3-Clause */
/* socketpair(): there are no Unix-domain sockets, and internet ones have no pairs. */
#include <errno.h>

#include <uk/net.h>

int socketpair(int domain, int type, int protocol, int sv[2])
{
	(void)type;
	(void)protocol;
	(void)sv;
	return (int)uk_ret(domain == AF_INET || domain == AF_INET6 ? -EOPNOTSUPP
								   : -EAFNOSUPPORT);
}
