/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Heaps as objects: the two-level segregated fit allocator (Masmano, Ripoll,
 * Crespo, Real, "TLSF: a new dynamic memory allocator for real-time systems",
 * ECRTS 2004), with short lists of small blocks that were freed in front of it.
 * All operations are O(1) apart from the page allocator's O(log n) when the heap
 * grows or shrinks, and those lists' (at most 512 blocks) before it grows.
 *
 *	static struct uk_heap h;		zeroed memory is an empty heap that grows
 *	uk_heap_init(&h, true);			grows by pages as needed
 *	p = uk_heap_alloc(&h, 100); ... uk_heap_free(&h, p);
 *
 * A heap is used by one thread at a time: since threads of slot `sched` are not
 * preempted and no function here blocks, that holds by itself within an image.
 * A block freed twice, a pointer that is no block, or a header that was
 * overwritten panics with a message that names the block.
 *
 * The default heap in slot `heap` (package libuk-alloc-tlsf) is one such object.
 */
#ifndef UK_TLSF_H
#define UK_TLSF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uk/heap.h>

#define UK_TLSF_FL    26 /* classes by power of two, up to 4 GiB a block */
#define UK_TLSF_SL    16 /* divisions of each */
#define UK_TLSF_QUICK 65 /* lists of freed blocks, by size / 16 */

struct uk_block; /* see tlsf/block.h in the sources */

struct uk_heap {
	uint32_t fl;		 /* bit i: sl[i] is not 0 */
	bool fixed;		 /* takes no pages from the page allocator */
	uint16_t sl[UK_TLSF_FL]; /* bit j of sl[i]: class[i][j] is not empty */
	struct uk_block *classes[UK_TLSF_FL][UK_TLSF_SL];
	struct uk_block *quick[UK_TLSF_QUICK]; /* freed, not merged yet */
	uint8_t quick_len[UK_TLSF_QUICK];
	size_t quick_bytes;
	uintptr_t top;	   /* end of the region added last */
	size_t used, held; /* bytes, without large blocks */
	size_t reserve;	   /* bytes kept free, at least */
	size_t large;	   /* bytes of blocks that have pages of their own */
	size_t peak, pages;
};

/* An empty heap. @grows: takes memory from the page allocator as it needs it, and gives big
 * free areas back. */
void uk_heap_init(struct uk_heap *h, bool grows);

/* Let @h use [mem, mem + len) for ever; one that does not grow. 0, or -EINVAL (it grows; no
 * room for one block). */
int uk_heap_add(struct uk_heap *h, void *mem, size_t len);

/*
 * As the uk_malloc family, from @h. Aligned to 16 bytes, or to @align (a power of two).
 * NULL: out of memory or @size beyond reason. realloc leaves @p alone then.
 */
void *uk_heap_alloc(struct uk_heap *h, size_t size);
void *uk_heap_memalign(struct uk_heap *h, size_t align, size_t size);
void *uk_heap_realloc(struct uk_heap *h, void *p, size_t size);
void uk_heap_free(struct uk_heap *h, void *p);

/* Bytes that may be used at @p, at least what was asked for. */
size_t uk_heap_usable(const void *p);

void uk_heap_stats(const struct uk_heap *h, struct uk_heap_stats *s);

#endif
