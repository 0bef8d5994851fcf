/* SPDX-License-Identifier: BSD-3-Clause */
/* Aligned memory: aligned_alloc(), ISO C 7.22.3.1, and its older relatives. */
#include <malloc.h>
#include <stdlib.h>
#include <uk/heap.h>
#include "posix.h"

int posix_memalign(void **out, size_t align, size_t size)
{
	void *p;

	if (align & (align - 1) || align % sizeof(void *) || align == 0)
		return EINVAL;
	p = uk_memalign(align, size ? size : 1);
	if (!p)
		return ENOMEM;
	*out = p;
	return 0;
}

void *memalign(size_t align, size_t size)
{
	void *p = NULL;
	int r = posix_memalign(&p, align < sizeof(void *) ? sizeof(void *) : align, size);

	if (r)
		errno = r;
	return p;
}

void *aligned_alloc(size_t align, size_t size)
{
	return memalign(align, size);
}

void *valloc(size_t size)
{
	return memalign(4096, size);
}
