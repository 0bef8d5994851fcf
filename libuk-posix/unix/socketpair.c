/* SPDX-License-Identifier: BSD-3-Clause */
/* socketpair(): POSIX XSH. Internet sockets have no pairs. */
#include "unix_priv.h"

static int install(struct uk_unix *u, int flags)
{
	return uk_fd_install(&u->s.file, 0, flags & SOCK_CLOEXEC ? FD_CLOEXEC : 0);
}

static int make(int type, int protocol, int sv[2])
{
	const int flags = type & (SOCK_NONBLOCK | SOCK_CLOEXEC);
	const int oflags = O_RDWR | (flags & SOCK_NONBLOCK ? O_NONBLOCK : 0);
	struct uk_socket *a, *b;
	int r = uk_unix_socket(type & ~flags, protocol, oflags, &a);

	if (r < 0)
		return r;
	r = uk_unix_socket(type & ~flags, protocol, oflags, &b);
	if (r < 0) {
		uk_file_unref(&a->file);
		return r;
	}
	uk_unix_pair(uk_unix_of(a), uk_unix_of(b));
	r = install(uk_unix_of(a), flags);
	if (r < 0) {
		uk_file_unref(&a->file);
	} else {
		sv[0] = r;
		r = install(uk_unix_of(b), flags);
		if (r >= 0) {
			sv[1] = r;
			return 0;
		}
		uk_fd_close(sv[0]);
	}
	uk_file_unref(&b->file);
	return r;
}

int socketpair(int domain, int type, int protocol, int sv[2])
{
	if (domain == AF_INET || domain == AF_INET6)
		return (int)uk_ret(-EOPNOTSUPP);
	return (int)uk_ret(domain == AF_UNIX ? make(type, protocol, sv) : -EAFNOSUPPORT);
}
