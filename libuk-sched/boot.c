/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * uk_sched_boot: leave the boot stack for the main thread's. Sizes of stacks
 * follow the memory there is, so that 1 MiB of RAM suffices for a small program.
 */
#include "area.h"
#include "sched_priv.h"
#include <errno.h>
#include <uk/anchor.h>
#include <uk/crash.h>
#include <uk/page.h>
#include <uk/param.h>
#include <uk/plat.h>
#include <uk/sched.h>

UK_ANCHOR(sched);
UK_NEED(uk_provides_sched);
UK_NEED(uk_anchor_alloc);

static unsigned long main_stack_kib;
unsigned long uk_thread_stack_kib;
UK_PARAM_UINT(
	sched, stack, main_stack_kib,
	"main thread's stack with guard page and TLS in KiB (0: 1024, or an eighth of memory)");
UK_PARAM_UINT(sched, thread_stack, uk_thread_stack_kib,
	      "the same of other threads (0: 64, or a 32nd of memory)");

static const char *thread_name(void)
{
	struct uk_thread *t = uk_thread_self();

	return t ? t->name : "boot";
}

/* Whether @addr is in the guard page of the running thread. */
static const char *classify(uintptr_t addr)
{
	struct uk_thread *t = uk_thread_self();

	if (!t || !t->stack || addr - (uintptr_t)t->stack >= UK_PAGE_SIZE)
		return NULL;
	return "stack overflow";
}

/* The size wanted, else the usual one if it is at most @share KiB; never below @least. */
static unsigned long choose(unsigned long wanted, unsigned long usual, unsigned long share,
			    unsigned long least)
{
	unsigned long kib = wanted ? wanted : UK_MIN(usual, share);

	return UK_ALIGN_UP(UK_MAX(kib, least), UK_PAGE_SIZE / 1024);
}

/* It ends with uk_exit(), or in uk_thread_exit(). */
static void start_main(void *area)
{
	struct area *a = area;

	uk_thread_current = &a->thread;
	((void (*)(void))a->arg)();
}

int uk_sched_boot(void (*main_thread)(void))
{
	/* The running context, until the main thread runs; it is never resumed. */
	static struct uk_thread boot; /* set up below: it would take room in the file */
	static const struct uk_thread_attr attr = { .name = "main" };
	struct uk_page_stats mem;
	unsigned long free_kib;
	int r;

	uk_page_stats(&mem);
	free_kib = mem.free * (UK_PAGE_SIZE / 1024);
	main_stack_kib = choose(main_stack_kib, 1024, free_kib / 8, 32);
	uk_thread_stack_kib = choose(uk_thread_stack_kib, 64, free_kib / 32, 16);
	uk_crash_thread_name = thread_name;
	uk_crash_classify = classify;
	if (main_stack_kib > free_kib)
		return -ENOMEM;
	r = uk_thread_create_in(NULL, &attr, main_stack_kib * 1024 / UK_PAGE_SIZE, start_main,
				NULL, (void *)main_thread);
	if (r < 0)
		return r;
	__builtin_memcpy(boot.name, "boot", sizeof("boot"));
	boot.state = UK_THREAD_DEAD;
	uk_thread_current = &boot;
	uk_sched_switch();
	return -EINVAL; /* not reached */
}
