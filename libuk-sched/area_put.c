/* SPDX-License-Identifier: BSD-3-Clause */
/* Areas that are given back; see area.h. */
#include "area.h"
#include <uk/page.h>

/* Areas kept, of any sizes, linked by thread.link. */
#define KEEP_MAX 8u
static struct uk_list kept = UK_LIST_INIT(kept);
static unsigned nkept;

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

struct area *uk_area_find_kept(size_t pages)
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

void uk_area_drop_kept(void)
{
	while (nkept)
		release(pop_kept());
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
