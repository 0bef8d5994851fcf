/* SPDX-License-Identifier: BSD-3-Clause */
/* socket(): POSIX XSH 2.10, the type's flags as on Linux. */
#include <errno.h>
#include <fcntl.h>

#include "fd.h"

/* Not there in an image that has libuk-socket only. */
#pragma weak uk_net_backend
/* Nor this, where nothing includes <sys/un.h>. */
#pragma weak uk_unix_socket

#define TYPE_MAX 10 /* Linux's SOCK_PACKET: others are no type at all */

int net_socket_oflags(int flags)
{
	return O_RDWR | (flags & SOCK_NONBLOCK ? O_NONBLOCK : 0);
}

/* Give @s a descriptor; consumes the reference. */
int net_socket_install(struct uk_socket *s, int flags)
{
	int fd = uk_fd_install(&s->file, 0, flags & SOCK_CLOEXEC ? FD_CLOEXEC : 0);

	if (fd < 0)
		uk_file_unref(&s->file);
	return fd;
}

int socket(int domain, int type, int protocol)
{
	const int flags = SOCK_NONBLOCK | SOCK_CLOEXEC;
	struct uk_socket *s;
	int r;

	if ((unsigned)(type & ~flags) > TYPE_MAX)
		r = -EINVAL;
	else if (domain == AF_UNIX)
		r = uk_unix_socket ? uk_unix_socket(type & ~flags, protocol,
						    net_socket_oflags(type), &s)
				   : -EAFNOSUPPORT;
	else if (!&uk_net_backend)
		r = -EAFNOSUPPORT;
	else
		r = uk_net_backend->socket(domain, type & ~flags, protocol,
					   net_socket_oflags(type), &s);
	if (r == 0)
		r = net_socket_install(s, type);
	return (int)uk_ret(r);
}
