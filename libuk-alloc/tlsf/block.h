/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The layout of a TLSF heap's memory.
 *
 *	       header  payload: 16 k + 8 bytes, at least 24
 *	+--------+--------+------------------+--------+
 *	| pad  8 | head 8 | next, prev … self| head 8 | …  | head of size 0 |
 *	+--------+--------+------------------+--------+----+----------------+
 *	^ region, 16-byte aligned                                   its end ^
 *
 * Headers are at 16 n + 8, so payloads are at 16 n. A free block holds its list
 * links at the start of its payload and its own address in the last word, for
 * the block that follows it. A header of size 0 ends a region.
 *
 * Header word: size in bits 4..47 (payload without the odd 8), flags in bits
 * 0..3, in bits 48..63 a tag over address and size that tells a header from
 * anything else.
 *
 * A large block has pages of its own: the word before its header is their address.
 */
#ifndef TLSF_BLOCK_H
#define TLSF_BLOCK_H

#include <uk/compiler.h>
#include <uk/tls.h>
#include <uk/tlsf.h>

#define F_FREE	    1u
#define F_PREV_FREE 2u /* the block before this one in memory is free */
#define F_FIRST	    4u /* first of its region */
#define F_LARGE	    8u /* pages of its own */
#define F_ALL	    15u

#define HEADER	    8u
#define MIN_PAYLOAD 24u
#define MIN_BLOCK   (HEADER + MIN_PAYLOAD)
#define MAX_PAYLOAD (((size_t)1 << 32) - 8)
/* A region loses this: the pad, the first header, the end header. */
#define REGION_LOSS 24u
/* Requests from here on get pages of their own. */
#define LARGE (256u << 10)
/*
 * A heap keeps a part of the memory there is free, and a part of what it uses: it would
 * soon want it again.
 */
#define RESERVE_MEM  64u
#define RESERVE_MAX  ((size_t)1 << 20)
#define RESERVE_USED 4u
/* With less free than this nothing goes back. */
#define LITTLE (64u << 10)
/* Fewer pages than these in the middle of a region are not worth giving back. */
#define SHRINK_PAGES 16u
/* One free gives back so many pieces at most: it stays O(1). */
#define SHRINK_MAX 4
/*
 * Freed blocks up to QUICK_MAX bytes of payload wait for the next request of their size: so
 * many of each, and so many bytes together, beside a part of what the heap holds.
 */
#define QUICK_MAX   (16u * (UK_TLSF_QUICK - 1) + 8)
#define QUICK_LEN   8
#define QUICK_BYTES (4u << 10)
#define QUICK_PART  32
/* In place of a header that merging did away with: it shall not pass for one any more. */
#define GONE F_FREE

struct uk_block {
	uint64_t head;
	struct uk_block *next, *prev; /* in its class, while free */
};

static inline size_t size_of(const struct uk_block *b)
{
	return (b->head & 0xfffffffffff0) + 8;
}

static inline struct uk_block *next_of(const struct uk_block *b)
{
	return (struct uk_block *)((uintptr_t)b + HEADER + size_of(b));
}

static inline bool is_end(const struct uk_block *b)
{
	return (b->head & 0xfffffffffff0) == 0;
}

static inline void *payload_of(struct uk_block *b)
{
	return &b->next;
}

static inline struct uk_block *block_of(const void *p)
{
	return (struct uk_block *)((uintptr_t)p - HEADER);
}

/* The word before @b: if the block before it is free, that block's address. */
static inline struct uk_block **before(const struct uk_block *b)
{
	return (struct uk_block **)((uintptr_t)b - sizeof(void *));
}

static inline uint64_t tag_of(const struct uk_block *b, uint64_t size_bits)
{
	uint64_t x = (uintptr_t)b ^ size_bits << 9 ^ uk_tls_canary;

	return (x * UINT64_C(0x9e3779b97f4a7c15)) >> 48 << 48;
}

static inline bool is_valid(const struct uk_block *b)
{
	uint64_t size_bits = b->head & 0xfffffffffff0;

	return b->head >> 48 == tag_of(b, size_bits) >> 48;
}

/* Write a header: @size is of the payload, or 0 for an end. */
static inline void set_head(struct uk_block *b, size_t size, unsigned flags)
{
	uint64_t size_bits = size & ~(size_t)15;

	b->head = tag_of(b, size_bits) | size_bits | flags;
}

/* The payload size that serves a request of @size bytes, below MAX_PAYLOAD. */
static inline size_t payload_for(size_t size)
{
	return size <= MIN_PAYLOAD ? MIN_PAYLOAD : UK_ALIGN_UP(size - 8, 16) + 8;
}

/* Shared by the files of this folder; each says what it is where it is defined. */
struct uk_block *uk_tlsf_check(const void *p, const char *what);
void *uk_tlsf_take(struct uk_heap *h, size_t size);
bool uk_tlsf_quick_flush(struct uk_heap *h);
void uk_tlsf_link(struct uk_heap *h, struct uk_block *b);
void uk_tlsf_unlink(struct uk_heap *h, struct uk_block *b);
void uk_tlsf_trim(struct uk_heap *h, struct uk_block *b, size_t size);
struct uk_block *uk_tlsf_put(struct uk_heap *h, struct uk_block *b);
struct uk_block *uk_tlsf_grow(struct uk_heap *h, size_t size);
void uk_tlsf_shrink(struct uk_heap *h, struct uk_block *b);
void *uk_tlsf_large_alloc(struct uk_heap *h, size_t align, size_t size);
void uk_tlsf_large_trim(struct uk_heap *h, struct uk_block *b, size_t size);
void uk_tlsf_large_free(struct uk_heap *h, struct uk_block *b);

static inline void count_used(struct uk_heap *h, size_t n)
{
	h->used += n;
	if (h->used + h->large > h->peak)
		h->peak = h->used + h->large;
}

#endif
