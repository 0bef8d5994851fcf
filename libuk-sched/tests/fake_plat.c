/* SPDX-License-Identifier: BSD-3-Clause */
/* See fake_plat.h. */
#include "fake_plat.h"
#include <errno.h>
#include <sanitizer/asan_interface.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <uk/anchor.h>
#include <uk/context.h>
#include <uk/crash.h>
#include <uk/irq.h>
#include <uk/page.h>
#include <uk/plat.h>
#include <uk/thread.h>
#include <uk/tls.h>

uint64_t fake_now = 1000000;
unsigned fake_idles, fake_protects;
size_t fake_pages_used, fake_pages_max = 4096;
long fake_pages_left = -1;
int fake_protect_error;

UK_ANCHOR(alloc);

static struct {
	uint64_t at;
	void (*fn)(void *arg);
	void *arg;
} interrupt = { .at = UK_FOREVER };

_Atomic uint64_t uk_irq_pending;
const char *(*uk_crash_thread_name)(void);
const char *(*uk_crash_classify)(uintptr_t addr);

void uk_panic(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fprintf(stderr, "\n");
	abort();
}

uint64_t uk_clock_ns(void)
{
	return fake_now;
}

void fake_interrupt_at(uint64_t at, void (*fn)(void *arg), void *arg)
{
	interrupt.at = at;
	interrupt.fn = fn;
	interrupt.arg = arg;
}

void uk_irq_dispatch(void)
{
	uk_irq_pending = 0;
	interrupt.fn(interrupt.arg);
}

static void idle(uint64_t deadline)
{
	fake_idles++;
	fake_now += 10000;
	if (uk_irq_pending)
		return;
	if (interrupt.at == UK_FOREVER && deadline == UK_FOREVER)
		uk_panic("idle for ever");
	if (interrupt.at <= deadline) {
		fake_now = UK_MAX(fake_now, interrupt.at);
		interrupt.at = UK_FOREVER;
		uk_irq_raise(3);
	} else {
		fake_now = UK_MAX(fake_now, deadline);
	}
}

static int protect(void *addr, size_t len, unsigned prot)
{
	fake_protects++;
	if (fake_protect_error)
		return fake_protect_error;
	return mprotect(addr, len, prot ? PROT_READ | PROT_WRITE : PROT_NONE) < 0 ? -errno : 0;
}

static const struct uk_plat plat = { .name = "fake", .idle = idle, .protect = protect };
const struct uk_plat *uk_plat = &plat;

void *uk_page_alloc(size_t n)
{
	void *p;

	if (fake_pages_used + n > fake_pages_max || fake_pages_left == 0)
		return NULL;
	fake_pages_left -= fake_pages_left > 0;
	p = mmap(NULL, n * UK_PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
		 -1, 0);
	if (p == MAP_FAILED)
		return NULL;
	__asan_unpoison_memory_region(p, n * UK_PAGE_SIZE);
	fake_pages_used += n;
	return p;
}

void uk_page_free(void *p, size_t n)
{
	fake_pages_used -= n;
	munmap(p, n * UK_PAGE_SIZE);
}

void uk_page_stats(struct uk_page_stats *s)
{
	s->total = fake_pages_max;
	s->free = s->largest = fake_pages_max - fake_pages_used;
}

size_t uk_tls_size(void)
{
	return 200;
}

size_t uk_tls_align(void)
{
	return 64;
}

void *uk_tls_init(void *mem)
{
	return mem;
}

/* The "thread pointer" here is uk_thread_current, which the process has once. */
struct fake_context {
	ucontext_t uc;
	void (*fn)(void *arg);
	void *arg;
};

static void enter(unsigned hi, unsigned lo)
{
	struct fake_context *f = (struct fake_context *)((uintptr_t)hi << 32 | lo);

	f->fn(f->arg);
	abort();
}

void uk_context_init(struct uk_context *ctx, void *stack_top, void (*fn)(void *arg), void *arg,
		     void *tp)
{
	struct fake_context *f =
		(struct fake_context *)UK_ALIGN_DOWN((uintptr_t)stack_top - sizeof(*f), 64);

	if ((uintptr_t)stack_top % 16)
		uk_panic("stack %p is not aligned", stack_top);
	/* Frames of the thread that ended here before were never left. */
	__asan_unpoison_memory_region((char *)f - 12000, 12000 + sizeof(*f));
	f->fn = fn;
	f->arg = arg;
	getcontext(&f->uc);
	f->uc.uc_link = NULL;
	f->uc.uc_stack.ss_size = 12000;
	f->uc.uc_stack.ss_sp = (char *)f - 12000;
	makecontext(&f->uc, (void (*)(void))enter, 2, (unsigned)((uintptr_t)f >> 32),
		    (unsigned)(uintptr_t)f);
	ctx->sp = f;
	ctx->tp = tp;
}

void uk_context_switch(struct uk_context *from, struct uk_context *to)
{
	struct fake_context local;
	struct fake_context *f = to->sp;

	from->sp = &local;
	uk_thread_current = uk_container_of(to, struct uk_thread, ctx);
	swapcontext(&local.uc, &f->uc);
	uk_thread_current = uk_container_of(from, struct uk_thread, ctx);
}

void fake_boot(void (*main_thread)(void))
{
	int r = uk_sched_boot(main_thread);

	fprintf(stderr, "uk_sched_boot: %d\n", r);
	abort();
}
