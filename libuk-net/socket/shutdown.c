/* SPDX-License-Identifier: BSD-3-Clause */
/* shutdown() */
#include <uk/net.h>

int shutdown(int fd, int how)
{
	int r;
	struct uk_socket *s = uk_socket_get(fd, &r);

	if (s) {
		r = s->ops->shutdown(s, how);
		uk_file_unref(&s->file);
	}
	return (int)uk_ret(r);
}
