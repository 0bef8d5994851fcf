/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * madvise(), posix_madvise(), msync(), mlock(), munlock(): memory is always
 * there and files are read whole, so little remains to do. Except that
 * MADV_DONTNEED promises zeros.
 */
#include <string.h>
#include "memory/map_priv.h"

static int mapped(const void *addr, size_t len)
{
	uintptr_t start = (uintptr_t)addr, end = start + UK_ALIGN_UP(len, UK_PAGE_SIZE);

	if (start % UK_PAGE_SIZE || len > SIZE_MAX - UK_PAGE_SIZE || end < start)
		return -EINVAL;
	return uk_map_covers(start, end) ? 0 : -ENOMEM;
}

/* Pages of shared mappings are their file's, and stay as they are. */
static void zero(uintptr_t at, uintptr_t end)
{
	while (at < end) {
		const struct uk_map *m = uk_map_find(at, at + 1);
		uintptr_t to = UK_MIN(m->end, end);

		if (!m->shared)
			memset((void *)at, 0, to - at);
		at = to;
	}
}

int madvise(void *addr, size_t len, int advice)
{
	int r = mapped(addr, len);

	if (advice < MADV_NORMAL || advice > MADV_DONTNEED)
		r = -EINVAL;
	if (r == 0 && advice == MADV_DONTNEED)
		zero((uintptr_t)addr, (uintptr_t)addr + UK_ALIGN_UP(len, UK_PAGE_SIZE));
	return (int)uk_ret(r);
}

int posix_madvise(void *addr, size_t len, int advice)
{
	int r = mapped(addr, len);

	return advice < POSIX_MADV_NORMAL || advice > POSIX_MADV_DONTNEED ? EINVAL : -r;
}

int msync(void *addr, size_t len, int flags)
{
	int r = mapped(addr, len);

	if (flags & ~(MS_ASYNC | MS_SYNC | MS_INVALIDATE) ||
	    (flags & (MS_ASYNC | MS_SYNC)) == (MS_ASYNC | MS_SYNC))
		r = -EINVAL;
	if (r == 0)
		r = uk_shared_sync((uintptr_t)addr,
				   (uintptr_t)addr + UK_ALIGN_UP(len, UK_PAGE_SIZE), flags);
	return (int)uk_ret(r);
}

int mlockall(int flags)
{
	return (int)uk_ret(flags & ~(MCL_CURRENT | MCL_FUTURE) || !flags ? -EINVAL : 0);
}

int munlockall(void)
{
	return 0;
}

int mlock(const void *addr, size_t len)
{
	(void)addr;
	(void)len;
	return 0;
}

int munlock(const void *addr, size_t len)
{
	return mlock(addr, len);
}
