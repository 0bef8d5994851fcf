/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The timer heap: a binary heap of deadlines in an array. An entry belongs to
 * a struct uk_timer or, with bit 0 of its owner set, to a thread that waits;
 * the owner knows its index. Every thread has room reserved from its creation
 * on, so that waiting needs no memory.
 */
#include "sched_priv.h"
#include <errno.h>
#include <uk/page.h>
#include <uk/plat.h>

struct entry {
	uint64_t deadline;
	uintptr_t owner;
};
#define OWNER_THREAD 1u

#define FIRST_SIZE 16

/* In an image that frees no pages an outgrown heap of timers stays, too. */
#pragma weak uk_page_free

static struct entry first[FIRST_SIZE];
static struct {
	struct entry *at; /* at[0] has the earliest deadline */
	size_t n, size;
	size_t threads, timers; /* threads with room reserved, timers armed */
	/*
	 * While timers run: what they arm comes after those that are due now, or one
	 * that arms itself for the past would keep all others waiting.
	 */
	uint64_t floor;
} heap = { .at = first, .size = FIRST_SIZE };

/* Put @e at index @i and tell its owner. */
static inline void place(size_t i, struct entry e)
{
	heap.at[i] = e;
	if (e.owner & OWNER_THREAD)
		((struct uk_thread *)(e.owner - OWNER_THREAD))->timer_slot = i + 1;
	else
		((struct uk_timer *)e.owner)->slot = i + 1;
}

/* Index @i is free: move entries so that @e can take its place or another. */
static void sift(size_t i, struct entry e)
{
	while (i > 0 && heap.at[(i - 1) / 2].deadline > e.deadline) {
		place(i, heap.at[(i - 1) / 2]);
		i = (i - 1) / 2;
	}
	for (;;) {
		size_t child = 2 * i + 1;

		if (child >= heap.n)
			break;
		if (child + 1 < heap.n && heap.at[child + 1].deadline < heap.at[child].deadline)
			child++;
		if (heap.at[child].deadline >= e.deadline)
			break;
		place(i, heap.at[child]);
		i = child;
	}
	place(i, e);
}

static void add(struct entry e)
{
	heap.n++;
	sift(heap.n - 1, e);
}

static void del(size_t i)
{
	struct entry last = heap.at[--heap.n];

	if (i < heap.n)
		sift(i, last);
}

/* Have room for one entry more than what is promised. */
static int grow(void)
{
	size_t old, bytes;
	struct entry *bigger;

	if (heap.threads + heap.timers < heap.size)
		return 0;
	old = heap.size * sizeof(struct entry);
	bytes = UK_ALIGN_UP(2 * old, UK_PAGE_SIZE);
	bigger = uk_page_alloc(bytes >> UK_PAGE_SHIFT);
	if (!bigger)
		return -ENOMEM;
	__builtin_memcpy(bigger, heap.at, heap.n * sizeof(struct entry));
	if (heap.at != first && uk_page_free)
		uk_page_free(heap.at, old >> UK_PAGE_SHIFT);
	heap.at = bigger;
	heap.size = bytes / sizeof(struct entry);
	return 0;
}

int uk_timer_reserve(void)
{
	if (grow() < 0)
		return -ENOMEM;
	heap.threads++;
	return 0;
}

void uk_timer_unreserve(void)
{
	heap.threads--;
}

void uk_timer_add_thread(struct uk_thread *t)
{
	add((struct entry){ t->deadline, (uintptr_t)t | OWNER_THREAD });
}

void uk_timer_del_thread(struct uk_thread *t)
{
	del(t->timer_slot - 1);
	t->timer_slot = 0;
}

void uk_timer_init(struct uk_timer *t, void (*fn)(struct uk_timer *t))
{
	t->fn = fn;
	t->slot = 0;
}

int uk_timer_arm(struct uk_timer *t, uint64_t deadline_ns)
{
	struct entry e = { UK_MAX(deadline_ns, heap.floor), (uintptr_t)t };

	if (!t->slot && grow() < 0)
		return -ENOMEM;
	t->deadline = deadline_ns;
	if (t->slot) {
		sift(t->slot - 1, e);
		return 0;
	}
	heap.timers++;
	add(e);
	return 0;
}

void uk_timer_cancel(struct uk_timer *t)
{
	if (!t->slot)
		return;
	del(t->slot - 1);
	t->slot = 0;
	heap.timers--;
}

uint64_t uk_timer_run(void)
{
	uint64_t now;

	if (heap.n == 0)
		return UK_FOREVER;
	now = uk_clock_ns();
	heap.floor = now + 1;
	while (heap.n && heap.at[0].deadline <= now) {
		uintptr_t owner = heap.at[0].owner;

		if (owner & OWNER_THREAD) {
			uk_waitq_end((struct uk_thread *)(owner - OWNER_THREAD), -ETIMEDOUT);
		} else {
			struct uk_timer *t = (struct uk_timer *)owner;

			uk_timer_cancel(t);
			t->fn(t);
		}
	}
	heap.floor = 0;
	return heap.n ? heap.at[0].deadline : UK_FOREVER;
}
