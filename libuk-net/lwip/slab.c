/* SPDX-License-Identifier: BSD-3-Clause */
/* Growing of lwip/slab.h's free lists. */
#include <uk/heap.h>

#include "slab.h"

#define BLOCK 2000 /* bytes taken at a time, about */

void *net_slab_grow(struct net_slab *s)
{
	uint32_t n = BLOCK / s->size ? BLOCK / s->size : 1;
	char *block;

	if (n > s->max - s->count)
		n = s->max - s->count;
	if (n == 0)
		return NULL;
	block = uk_malloc((size_t)n * s->size);
	if (!block && n > 1) {
		n = 1;
		block = uk_malloc(s->size);
	}
	if (!block)
		return NULL;
	s->count += n;
	while (--n)
		net_slab_free(s, block + (size_t)n * s->size);
	return block;
}
