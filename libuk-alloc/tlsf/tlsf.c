/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Two-level segregated fit: take a block and put it back. The first level splits sizes by
 * powers of two, the second each of those in 16; two bitmaps find the smallest
 * class that is sure to fit. Neighbours are merged at once.
 */
/* The package is compiled for size; this file is hot. */
#pragma GCC optimize("O2")

#include "block.h"
#include <uk/crash.h>

struct class
{
	unsigned fl, sl;
};

/* The class that a block of @size belongs to. Below 256 bytes each size has its own. */
static inline struct class class_of(size_t size)
{
	unsigned log2;

	if (size < 256)
		return (struct class){ 0, size / 16 };
	log2 = 63 - __builtin_clzl(size);
	return (struct class){ log2 - 7, (size >> (log2 - 4)) & 15 };
}

void uk_tlsf_link(struct uk_heap *h, struct uk_block *b)
{
	struct class c = class_of(size_of(b));
	struct uk_block **head = &h->classes[c.fl][c.sl];

	b->prev = NULL;
	b->next = *head;
	if (*head)
		(*head)->prev = b;
	*head = b;
	h->fl |= 1u << c.fl;
	h->sl[c.fl] |= 1u << c.sl;
}

void uk_tlsf_unlink(struct uk_heap *h, struct uk_block *b)
{
	struct class c = class_of(size_of(b));
	struct uk_block **head = &h->classes[c.fl][c.sl];
	struct uk_block **link = b->prev ? &b->prev->next : head;

	if (uk_unlikely(*link != b || (b->next && b->next->prev != b)))
		uk_panic("heap: %p was written to after it was freed", payload_of(b));
	*link = b->next;
	if (b->next) {
		b->next->prev = b->prev;
	} else if (!*head) {
		h->sl[c.fl] &= ~(1u << c.sl);
		if (!h->sl[c.fl])
			h->fl &= ~(1u << c.fl);
	}
}

/* A free block of at least @size bytes, or NULL. */
static inline struct uk_block *find(struct uk_heap *h, size_t size)
{
	struct class c;
	uint32_t map;

	/* Round up to a class all of whose blocks are large enough. */
	if (size >= 256)
		size += ((size_t)1 << (63 - __builtin_clzl(size) - 4)) - 1;
	c = class_of(size);
	if (uk_unlikely(c.fl >= UK_TLSF_FL))
		return NULL;
	map = h->sl[c.fl] & ~0u << c.sl;
	if (!map) {
		map = h->fl & ~0u << 1 << c.fl;
		if (!map)
			return NULL;
		c.fl = __builtin_ctz(map);
		map = h->sl[c.fl];
	}
	return h->classes[c.fl][__builtin_ctz(map)];
}

/* Make @b (its size is set) free, without looking at its neighbours. */
static inline void set_free(struct uk_heap *h, struct uk_block *b)
{
	struct uk_block *next = next_of(b);

	b->head |= F_FREE;
	next->head |= F_PREV_FREE;
	*before(next) = b;
	uk_tlsf_link(h, b);
}

/* A block in use of at least @size bytes, a payload's size; NULL without memory. */
void *uk_tlsf_take(struct uk_heap *h, size_t size)
{
	struct uk_block *b = find(h, size), *rest;
	size_t have;

	if (uk_unlikely(!b && uk_tlsf_quick_flush(h)))
		b = find(h, size);
	if (uk_unlikely(!b)) {
		b = uk_tlsf_grow(h, size);
		if (!b)
			return NULL;
	}
	if (uk_unlikely(!is_valid(b)))
		uk_panic("heap: header of free block %p is overwritten", payload_of(b));
	uk_tlsf_unlink(h, b);
	have = size_of(b);
	if (have - size >= MIN_BLOCK) {
		set_head(b, size, b->head & F_FIRST);
		rest = next_of(b);
		set_head(rest, have - size - HEADER, F_FREE);
		*before(next_of(rest)) = rest;
		uk_tlsf_link(h, rest);
	} else {
		size = have;
		b->head &= ~(uint64_t)F_FREE;
		next_of(b)->head &= ~(uint64_t)F_PREV_FREE;
	}
	count_used(h, size + HEADER);
	return payload_of(b);
}

/* Merge @b, whose flags are of a block in use, with free neighbours and make the result free.
 */
struct uk_block *uk_tlsf_put(struct uk_heap *h, struct uk_block *b)
{
	struct uk_block *next = next_of(b), *prev;
	size_t size = size_of(b);

	if (next->head & F_FREE) {
		uk_tlsf_unlink(h, next);
		size += HEADER + size_of(next);
		next->head = GONE;
	}
	if (b->head & F_PREV_FREE) {
		prev = *before(b);
		if (uk_unlikely((uintptr_t)prev & 7 || !is_valid(prev) || next_of(prev) != b))
			uk_panic("heap: the end of free block before %p is overwritten",
				 payload_of(b));
		uk_tlsf_unlink(h, prev);
		size += HEADER + size_of(prev);
		b->head = GONE;
		b = prev;
	}
	set_head(b, size, b->head & F_FIRST);
	set_free(h, b);
	return b;
}

/* Cut block @b, in use, down to @size bytes of payload if the rest makes a block. */
void uk_tlsf_trim(struct uk_heap *h, struct uk_block *b, size_t size)
{
	size_t have = size_of(b);
	struct uk_block *rest;

	if (have - size < MIN_BLOCK)
		return;
	set_head(b, size, b->head & F_ALL);
	rest = next_of(b);
	set_head(rest, have - size - HEADER, 0);
	uk_tlsf_put(h, rest);
}
