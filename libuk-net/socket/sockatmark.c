/* SPDX-License-Identifier: BSD-3-Clause */
/* sockatmark(): POSIX XSH. There is no out-of-band data, so no socket is at its mark. */
#include <uk/net.h>

int sockatmark(int fd)
{
	int r;
	struct uk_socket *s = uk_socket_get(fd, &r);

	if (s) {
		r = 0;
		uk_file_unref(&s->file);
	}
	return (int)uk_ret(r == -ENOTSOCK ? -ENOTTY : r);
}
