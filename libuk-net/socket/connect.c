/* SPDX-License-Identifier: BSD-3-Clause */
/* connect() */
#include <errno.h>

#include <uk/net.h>

int connect(int fd, const struct sockaddr *addr, socklen_t len)
{
	int r;
	struct uk_socket *s = uk_socket_get(fd, &r);

	if (s) {
		r = addr ? s->ops->connect(s, addr, len) : -EFAULT;
		uk_file_unref(&s->file);
	}
	return (int)uk_ret(r);
}
