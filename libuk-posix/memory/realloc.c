/* SPDX-License-Identifier: BSD-3-Clause */
/* realloc(): ISO C 7.22.3.5. Size 0 frees and returns NULL, as glibc does. */
#include <stdlib.h>
#include <uk/heap.h>
#include "posix.h"

void *realloc(void *p, size_t size)
{
	if (p && size == 0) {
		uk_free(p);
		return NULL;
	}
	p = p ? uk_realloc(p, size) : uk_malloc(size ? size : 1);
	if (uk_unlikely(!p))
		errno = ENOMEM;
	return p;
}
