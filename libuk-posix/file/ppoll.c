/* SPDX-License-Identifier: BSD-3-Clause */
/* ppoll(): as Linux has it. */
#include <poll.h>
#include "posix.h"

int ppoll(struct pollfd *fds, nfds_t n, const struct timespec *timeout, const sigset_t *mask)
{
	uint64_t deadline = UK_FOREVER;
	sigset_t before = { 0 };
	ssize_t r;

	if (n > uk_fd_max)
		return (int)uk_ret(-EINVAL);
	r = timeout ? uk_deadline_in(timeout, &deadline) : 0;
	if (r < 0)
		return (int)uk_ret(r);
	if (mask && uk_sig_swap_mask)
		before = uk_sig_swap_mask(*mask);
	r = UK_POINT_ONCE(uk_poll(fds, n, deadline));
	if (mask && uk_sig_swap_mask)
		uk_sig_swap_mask(before);
	return (int)uk_ret(r);
}
