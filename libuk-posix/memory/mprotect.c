/* SPDX-License-Identifier: BSD-3-Clause */
/* mprotect(): POSIX XSH, of memory that mmap() gave. */
#include "memory/map_priv.h"

int mprotect(void *addr, size_t len, int prot)
{
	uintptr_t start = (uintptr_t)addr, end = start + UK_ALIGN_UP(len, UK_PAGE_SIZE);
	int r = 0;

	if (start % UK_PAGE_SIZE)
		return (int)uk_ret(-EINVAL);
	/* Rounded up, the end may be beyond all addresses. */
	if (len > SIZE_MAX - UK_PAGE_SIZE || end < start || !uk_map_covers(start, end))
		return (int)uk_ret(-ENOMEM);
	if (prot & PROT_WRITE)
		r = uk_shared_writable(start, end);
	return (int)uk_ret(r < 0 ? r : uk_map_protect(start, end, prot));
}
