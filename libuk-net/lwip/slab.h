/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A free list of equal objects that grows by small blocks from the default
 * heap and keeps them: O(1), and no more than @max objects in all. Under the core lock.
 */
#ifndef NET_SLAB_H
#define NET_SLAB_H

#include <stddef.h>
#include <stdint.h>

struct net_slab {
	void *free;
	uint32_t size; /* of an object, a multiple of 16 */
	uint32_t count, max;
};

void *net_slab_grow(struct net_slab *s);

#ifdef UK_NATIVE_TEST
/* Under the sanitizers each object is an allocation of its own. */
#include <stdlib.h>
static inline void *net_slab_alloc(struct net_slab *s)
{
	void *uk_malloc(size_t size);

	return s->max ? uk_malloc(s->size) : NULL;
}

static inline void net_slab_free(struct net_slab *s, void *p)
{
	(void)s;
	free(p);
}
#else
static inline void *net_slab_alloc(struct net_slab *s)
{
	void *p = s->free;

	if (!p)
		return net_slab_grow(s);
	s->free = *(void **)p;
	return p;
}

static inline void net_slab_free(struct net_slab *s, void *p)
{
	*(void **)p = s->free;
	s->free = p;
}
#endif

#endif
