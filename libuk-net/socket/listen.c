/* SPDX-License-Identifier: BSD-3-Clause */
/* listen() */
#include <uk/net.h>

int listen(int fd, int backlog)
{
	int r;
	struct uk_socket *s = uk_socket_get(fd, &r);

	if (s) {
		r = s->ops->listen(s, backlog);
		uk_file_unref(&s->file);
	}
	return (int)uk_ret(r);
}
