/* SPDX-License-Identifier: BSD-3-Clause */
/* poll(): POSIX XSH. */
#include <poll.h>
#include "posix.h"

int poll(struct pollfd *fds, nfds_t n, int timeout_ms)
{
	uint64_t deadline = UK_FOREVER;

	if (n > uk_fd_max)
		return (int)uk_ret(-EINVAL);
	if (timeout_ms == 0)
		deadline = 0;
	else if (timeout_ms > 0)
		deadline = uk_clock_ns() + (uint64_t)timeout_ms * 1000000;
	return (int)uk_ret(UK_POINT_ONCE(uk_poll(fds, n, deadline)));
}
