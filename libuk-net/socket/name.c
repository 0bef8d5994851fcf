/* SPDX-License-Identifier: BSD-3-Clause */
/* getsockname(), getpeername() */
#include <errno.h>
#include <string.h>

#include "fd.h"

void net_name_out(const struct sockaddr_storage *ss, int n, struct sockaddr *addr,
		  socklen_t *len)
{
	memcpy(addr, ss, UK_MIN((socklen_t)n, *len));
	*len = (socklen_t)n;
}

static int name(int fd, struct sockaddr *addr, socklen_t *len, bool peer)
{
	struct sockaddr_storage ss;
	int r;
	struct uk_socket *s = uk_socket_get(fd, &r);

	if (s) {
		r = !addr || !len   ? -EFAULT
		    : (int)*len < 0 ? -EINVAL
				    : s->ops->name(s, &ss, peer);
		if (r >= 0) {
			net_name_out(&ss, r, addr, len);
			r = 0;
		}
		uk_file_unref(&s->file);
	}
	return (int)uk_ret(r);
}

int getsockname(int fd, struct sockaddr *addr, socklen_t *len)
{
	return name(fd, addr, len, false);
}

int getpeername(int fd, struct sockaddr *addr, socklen_t *len)
{
	return name(fd, addr, len, true);
}
