/* SPDX-License-Identifier: BSD-3-Clause */
/* From a descriptor to its socket. */
#include <errno.h>

#include <uk/socket.h>

const char uk_socket_type[] = "socket";

struct uk_socket *uk_socket_get(int fd, int *err)
{
	struct uk_file *f = uk_fd_get(fd);

	if (uk_likely(f && f->ops->type == uk_socket_type))
		return uk_container_of(f, struct uk_socket, file);
	if (f)
		uk_file_unref(f);
	*err = f ? -ENOTSOCK : -EBADF;
	return NULL;
}
