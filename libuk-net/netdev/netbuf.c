/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The pool of packet buffers: a last-in first-out free list, two buffers to a
 * page, aligned to their size. It takes pages when it is empty and keeps them,
 * up to a bound, so that traffic cannot use up the program's memory.
 */
#include <stddef.h>

#include <uk/netbuf.h>
#include <uk/page.h>
#include <uk/param.h>

static unsigned long max_bufs;
UK_PARAM_UINT(netdev, bufs, max_bufs,
	      "most packet buffers (2 KiB each) to take; default: a quarter of memory");

#define BATCH_PAGES 4

static struct uk_netbuf *pool;
static unsigned long taken;

static void to_pool(struct uk_netbuf *b)
{
	b->link = pool;
	pool = b;
}

static struct uk_netbuf *grow(void)
{
	size_t pages = BATCH_PAGES;
	char *mem;

	if (max_bufs == 0) {
		struct uk_page_stats s;

		uk_page_stats(&s);
		max_bufs = UK_MAX(s.total / 2, 64ul);
	}
	if (taken >= max_bufs)
		return NULL;
	mem = uk_page_alloc(pages);
	if (!mem) {
		pages = 1;
		mem = uk_page_alloc(pages);
	}
	if (!mem)
		return NULL;
	for (size_t i = 0; i < pages * UK_PAGE_SIZE; i += UK_NETBUF_SIZE) {
		struct uk_netbuf *b = (struct uk_netbuf *)(mem + i);

		b->free = to_pool;
		b->buf = (uint8_t *)(b + 1);
		b->size = UK_NETBUF_SIZE - sizeof(*b);
		b->link = pool;
		pool = b;
		taken++;
	}
	return pool;
}

struct uk_netbuf *uk_netbuf_alloc(void)
{
	struct uk_netbuf *b = pool;

	if (uk_unlikely(!b)) {
		b = grow();
		if (!b)
			return NULL;
	}
	pool = b->link;
	b->next = NULL;
	b->link = NULL;
	b->data = b->buf + UK_NETBUF_HEADROOM;
	b->len = 0;
	b->flags = 0;
	b->gso_size = 0;
	return b;
}

void uk_netbuf_free(struct uk_netbuf *b)
{
	while (b) {
		struct uk_netbuf *next = b->next;

		b->free(b);
		b = next;
	}
}
