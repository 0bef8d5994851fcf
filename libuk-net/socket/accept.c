/* SPDX-License-Identifier: BSD-3-Clause */
/* accept(), accept4() */
#include <errno.h>

#include "fd.h"

static int accept_once(int fd, struct sockaddr *addr, socklen_t *len, int flags)
{
	struct sockaddr_storage ss;
	struct uk_socket *c;
	int r, n;
	struct uk_socket *s = uk_socket_get(fd, &r);

	if (!s)
		return r;
	/* Without a number for it the connection stays in the queue. */
	r = flags & ~(SOCK_NONBLOCK | SOCK_CLOEXEC) ? -EINVAL : uk_fd_room();
	if (r == 0)
		r = s->ops->accept(s, &c);
	uk_file_unref(&s->file);
	if (r < 0)
		return r;
	c->file.oflags = net_socket_oflags(flags);
	if (addr) {
		n = c->ops->name(c, &ss, true);
		if (n < 0) /* gone already: read will say so */
			*len = 0;
		else
			net_name_out(&ss, n, addr, len);
	}
	return net_socket_install(c, flags);
}

int accept4(int fd, struct sockaddr *addr, socklen_t *len, int flags)
{
	return (int)uk_ret(UK_POINT(accept_once(fd, addr, len, flags)));
}

int accept(int fd, struct sockaddr *addr, socklen_t *len)
{
	return accept4(fd, addr, len, 0);
}
