/* SPDX-License-Identifier: BSD-3-Clause */
/* malloc_usable_size(): how large an allocation really is. */
#include <malloc.h>
#include <uk/heap.h>

size_t malloc_usable_size(void *p)
{
	return p ? uk_malloc_usable(p) : 0;
}
