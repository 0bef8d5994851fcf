/* SPDX-License-Identifier: BSD-3-Clause */
/* A new descriptor: the lowest free one, with room made for it. */
#include <string.h>
#include <uk/heap.h>
#include "posix.h"

static unsigned words(unsigned size)
{
	return (size + UK_FD_BITS - 1) / UK_FD_BITS;
}

/* Room for descriptor @fd: the array, and the bits behind it. */
static int grow(unsigned fd)
{
	unsigned size = uk_fd_size < UK_FD_BITS ? UK_FD_BITS : uk_fd_size * 2;
	struct uk_fd *t;
	uint64_t *u;

	while (size <= fd)
		size *= 2;
	t = uk_zalloc(size * sizeof(*t) + words(size) * sizeof(*u));
	if (!t)
		return -ENOMEM;
	u = (uint64_t *)(t + size);
	memcpy(t, uk_fd_table, uk_fd_size * sizeof(*t));
	memcpy(u, uk_fd_used, words(uk_fd_size) * sizeof(*u));
	if (uk_fd_table != uk_fd_first)
		uk_free(uk_fd_table);
	uk_fd_table = t;
	uk_fd_used = u;
	uk_fd_size = size;
	return 0;
}

static unsigned lowest_free(unsigned min)
{
	unsigned w = min / UK_FD_BITS, n = words(uk_fd_size);
	uint64_t mask = ~UINT64_C(0) << min % UK_FD_BITS;

	for (; w < n; w++, mask = ~UINT64_C(0)) {
		uint64_t vacant = ~uk_fd_used[w] & mask;

		if (vacant)
			return w * UK_FD_BITS + (unsigned)__builtin_ctzll(vacant);
	}
	return UK_MAX(min, n * UK_FD_BITS);
}

/* Room for @fd, if there may be one of that number. */
static int room(unsigned fd)
{
	if (fd >= uk_fd_max)
		return -EMFILE;
	return fd < uk_fd_size ? 0 : grow(fd);
}

int uk_fd_room(void)
{
	return room(lowest_free(0));
}

int uk_fd_install(struct uk_file *f, int min, int fdflags)
{
	unsigned fd = lowest_free((unsigned)min);
	int r = room(fd);

	if (r < 0)
		return r;
	uk_fd_used[fd / UK_FD_BITS] |= UINT64_C(1) << fd % UK_FD_BITS;
	uk_fd_table[fd] = (struct uk_fd){ f, fdflags };
	return (int)fd;
}
