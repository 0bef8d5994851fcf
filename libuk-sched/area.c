/* SPDX-License-Identifier: BSD-3-Clause */
/* See area.h. */
#include "area.h"
#include "sched_priv.h"
#include <uk/page.h>

/* area_put.c: there in an image with more than the main thread. */
#pragma weak uk_area_find_kept
#pragma weak uk_area_drop_kept
/* And this in one that frees pages; the main thread's area is not worth it. */
#pragma weak uk_page_free

static struct area *area_at(void *stack, size_t pages)
{
	return (struct area *)((char *)stack + pages * UK_PAGE_SIZE) - 1;
}

static struct area *make(size_t pages)
{
	void *stack = uk_page_alloc(pages);

	if (!stack && uk_area_drop_kept) {
		uk_area_drop_kept();
		stack = uk_page_alloc(pages);
	}
	if (!stack)
		return NULL;
	if (uk_vm_protect(stack, UK_PAGE_SIZE, UK_PROT_NONE) < 0) {
		if (uk_page_free)
			uk_page_free(stack, pages);
		return NULL;
	}
	return area_at(stack, pages);
}

struct area *uk_area_get(size_t pages)
{
	struct area *a = uk_area_find_kept ? uk_area_find_kept(pages) : NULL;
	void *stack;

	if (!a)
		a = make(pages);
	if (!a)
		return NULL;
	stack = (char *)(a + 1) - pages * UK_PAGE_SIZE;
	*a = (struct area){ .thread = { .stack = stack, .stack_pages = pages } };
	return a;
}
