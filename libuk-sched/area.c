/* SPDX-License-Identifier: BSD-3-Clause */
/* See area.h. */
#include "area.h"
#include "sched_priv.h"
#include <uk/page.h>

/* Areas kept, of any sizes, linked by thread.link. */
#define KEEP_MAX 8u
static struct uk_list kept = UK_LIST_INIT(kept);
static unsigned nkept;

static struct area *area_at(void *stack, size_t pages)
{
	return (struct area *)((char *)stack + pages * UK_PAGE_SIZE) - 1;
}

static void release(struct area *a)
{
	void *stack = a->thread.stack;
	size_t pages = a->thread.stack_pages;

	/* Pages that cannot be used again are lost, not handed out. */
	if (uk_vm_protect(stack, UK_PAGE_SIZE, UK_PROT_READ | UK_PROT_WRITE) == 0)
		uk_page_free(stack, pages);
	else
		uk_page_free((char *)stack + UK_PAGE_SIZE, pages - 1);
}

static struct area *pop_kept(void)
{
	nkept--;
	return uk_list_entry(uk_list_pop(&kept), struct area, thread.link);
}

static struct area *find_kept(size_t pages)
{
	UK_LIST_FOREACH(t, &kept, struct uk_thread, link) {
		if (t->stack_pages == pages) {
			uk_list_remove(&t->link);
			nkept--;
			return uk_container_of(t, struct area, thread);
		}
	}
	return NULL;
}

static struct area *make(size_t pages)
{
	void *stack = uk_page_alloc(pages);

	if (!stack && nkept) {
		while (nkept)
			release(pop_kept());
		stack = uk_page_alloc(pages);
	}
	if (!stack)
		return NULL;
	if (uk_vm_protect(stack, UK_PAGE_SIZE, UK_PROT_NONE) < 0) {
		uk_page_free(stack, pages);
		return NULL;
	}
	return area_at(stack, pages);
}

struct area *uk_area_get(size_t pages)
{
	struct area *a = find_kept(pages);
	void *stack;

	if (!a)
		a = make(pages);
	if (!a)
		return NULL;
	stack = (char *)(a + 1) - pages * UK_PAGE_SIZE;
	*a = (struct area){ .thread = { .stack = stack, .stack_pages = pages } };
	return a;
}

void uk_area_put(struct area *a)
{
	struct uk_page_stats s;

	uk_page_stats(&s);
	/* Neither many nor much: a sixteenth of the memory at most. */
	if (nkept == KEEP_MAX || a->thread.stack_pages * (nkept + 1) > s.total / 16) {
		release(a);
		return;
	}
	nkept++;
	uk_list_insert(kept.next, &a->thread.link);
}
