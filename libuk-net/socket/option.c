/* SPDX-License-Identifier: BSD-3-Clause */
/* getsockopt(), setsockopt() */
#include <errno.h>

#include <uk/net.h>

int getsockopt(int fd, int level, int name, void *val, socklen_t *len)
{
	int r;
	struct uk_socket *s = uk_socket_get(fd, &r);

	if (s) {
		r = !val || !len    ? -EFAULT
		    : (int)*len < 0 ? -EINVAL
				    : s->ops->getopt(s, level, name, val, len);
		uk_file_unref(&s->file);
	}
	return (int)uk_ret(r);
}

int setsockopt(int fd, int level, int name, const void *val, socklen_t len)
{
	int r;
	struct uk_socket *s = uk_socket_get(fd, &r);

	if (s) {
		r = val ? s->ops->setopt(s, level, name, val, len) : -EFAULT;
		uk_file_unref(&s->file);
	}
	return (int)uk_ret(r);
}
