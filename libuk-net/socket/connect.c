/* SPDX-License-Identifier: BSD-3-Clause */
/* connect() */
#include <errno.h>

#include <uk/net.h>

static int connect_once(int fd, const struct sockaddr *addr, socklen_t len)
{
	int r;
	struct uk_socket *s = uk_socket_get(fd, &r);

	if (s) {
		r = len > sizeof(struct sockaddr_storage) ? -EINVAL
		    : addr				  ? s->ops->connect(s, addr, len)
							  : -EFAULT;
		uk_file_unref(&s->file);
	}
	return r;
}

int connect(int fd, const struct sockaddr *addr, socklen_t len)
{
	bool again = false;
	ssize_t r = UK_POINT(({
		int once = connect_once(fd, addr, len);

		/* Interrupted it went on by itself, so that the next time it may be done. */
		if (again && once == -EISCONN)
			once = 0;
		again = true;
		once;
	}));

	return (int)uk_ret(r);
}
