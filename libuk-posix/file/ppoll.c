/* SPDX-License-Identifier: BSD-3-Clause */
/* ppoll(): as Linux has it. Signals never interrupt, so the mask does not matter. */
#include <poll.h>
#include "posix.h"

int ppoll(struct pollfd *fds, nfds_t n, const struct timespec *timeout, const sigset_t *mask)
{
	uint64_t deadline = UK_FOREVER;
	int r;

	(void)mask;
	if (n > uk_fd_max)
		return (int)uk_ret(-EINVAL);
	r = timeout ? uk_deadline_in(timeout, &deadline) : 0;
	return (int)uk_ret(r < 0 ? r : uk_poll(fds, n, deadline));
}
