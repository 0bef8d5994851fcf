/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The descriptor table: an array of files, and a bit per descriptor for "the
 * lowest free one". It starts in the image with the console at 0, 1 and 2, so
 * that a program which opens nothing needs no memory for it, and doubles.
 */
#include <string.h>
#include <uk/heap.h>
#include "posix.h"

#define FIRST 4	      /* entries in the image */
#define BITS  64      /* per word of `used` */

static struct uk_fd first[FIRST] = {
	{ &uk_console_files[0], 0 }, { &uk_console_files[1], 0 }, { &uk_console_files[2], 0 }
};
static uint64_t first_used = 7;

struct uk_fd *uk_fd_table = first;
unsigned uk_fd_size = FIRST;
unsigned uk_fd_max = 1024;
static uint64_t *used = &first_used;

static unsigned words(unsigned size)
{
	return (size + BITS - 1) / BITS;
}

/* Room for descriptor @fd: the array, and the bits behind it. */
static int grow(unsigned fd)
{
	unsigned size = uk_fd_size < BITS ? BITS : uk_fd_size * 2;
	struct uk_fd *t;
	uint64_t *u;

	while (size <= fd)
		size *= 2;
	t = uk_zalloc(size * sizeof(*t) + words(size) * sizeof(*u));
	if (!t)
		return -ENOMEM;
	u = (uint64_t *)(t + size);
	memcpy(t, uk_fd_table, uk_fd_size * sizeof(*t));
	memcpy(u, used, words(uk_fd_size) * sizeof(*u));
	if (uk_fd_table != first)
		uk_free(uk_fd_table);
	uk_fd_table = t;
	used = u;
	uk_fd_size = size;
	return 0;
}

static unsigned lowest_free(unsigned min)
{
	unsigned w = min / BITS, n = words(uk_fd_size);
	uint64_t mask = ~UINT64_C(0) << min % BITS;

	for (; w < n; w++, mask = ~UINT64_C(0)) {
		uint64_t vacant = ~used[w] & mask;

		if (vacant)
			return w * BITS + (unsigned)__builtin_ctzll(vacant);
	}
	return UK_MAX(min, n * BITS);
}

int uk_fd_install(struct uk_file *f, int min, int fdflags)
{
	unsigned fd = lowest_free((unsigned)min);

	if (fd >= uk_fd_max)
		return -EMFILE;
	if (fd >= uk_fd_size) {
		int r = grow(fd);

		if (r < 0)
			return r;
	}
	used[fd / BITS] |= UINT64_C(1) << fd % BITS;
	uk_fd_table[fd] = (struct uk_fd){ f, fdflags };
	return (int)fd;
}

int uk_fd_close(int fd)
{
	struct uk_file *f;

	if ((unsigned)fd >= uk_fd_size || !uk_fd_table[fd].file)
		return -EBADF;
	f = uk_fd_table[fd].file;
	uk_fd_table[fd].file = NULL;
	used[fd / BITS] &= ~(UINT64_C(1) << fd % BITS);
	uk_file_unref(f);
	return 0;
}
