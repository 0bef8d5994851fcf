/* SPDX-License-Identifier: BSD-3-Clause */
/* bind() */
#include <errno.h>

#include <uk/net.h>

int bind(int fd, const struct sockaddr *addr, socklen_t len)
{
	int r;
	struct uk_socket *s = uk_socket_get(fd, &r);

	if (s) {
		r = len > sizeof(struct sockaddr_storage) ? -EINVAL
		    : addr				  ? s->ops->bind(s, addr, len)
							  : -EFAULT;
		uk_file_unref(&s->file);
	}
	return (int)uk_ret(r);
}
