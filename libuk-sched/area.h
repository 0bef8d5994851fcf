/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The memory of a thread, one run of pages:
 *
 *	+-------+------------------------------+-----------+---------------+
 *	| guard |            <- stack          | TLS block | struct area   |
 *	+-------+------------------------------+-----------+---------------+
 *
 * Areas of dead threads are kept for new ones, as protecting a guard page may
 * cost more than all the rest of a thread's creation.
 */
#ifndef AREA_H
#define AREA_H

#include <uk/thread.h>

struct area {
	struct uk_thread thread;
	void *(*fn)(void *);
	void *arg;
};

/* An area of @pages pages with its guard page in place; thread.stack and .stack_pages are set,
 * the rest is zero. */
struct area *uk_area_get(size_t pages);
/* area_put.c */
void uk_area_put(struct area *a);
/* One of those kept that has @pages pages, or NULL; and all of them back to the page allocator.
 */
struct area *uk_area_find_kept(size_t pages);
void uk_area_drop_kept(void);

#endif
