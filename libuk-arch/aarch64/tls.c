/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * TLS variant I (AAELF64): the thread pointer points to a control block of two words,
 * the image's template follows at the next multiple of its alignment. The stack
 * protector's value is not in there: it is the global __stack_chk_guard.
 */
#include <stdbool.h>
#include <uk/compiler.h>
#include <uk/tls.h>

struct tcb {
	void *self; /* the ABI reserves both words and uses neither in a static image */
	void *reserved;
};

/* From uk.ld. Natively, in unit tests, the tests define them. */
extern const char uk_tdata_start[], uk_tdata_end[], uk_tbss_end[], uk_tls_align_sym[];

/* One and the same: gcc's name is the second. */
uintptr_t uk_tls_canary;
extern uintptr_t __stack_chk_guard __attribute__((alias("uk_tls_canary")));

size_t uk_tls_align(void)
{
	size_t a = (uintptr_t)uk_tls_align_sym;

	return a < 16 ? 16 : a;
}

/* Where the template starts: as the linker counts offsets from the thread pointer. */
static size_t template_offset(void)
{
	return UK_ALIGN_UP(sizeof(struct tcb), uk_tls_align());
}

size_t uk_tls_size(void)
{
	return template_offset() + UK_ALIGN_UP((size_t)(uk_tbss_end - uk_tdata_start), 16);
}

/* Runs before there is a canary. */
__attribute__((optimize("no-stack-protector"))) void *uk_tls_init(void *mem)
{
	size_t init = uk_tdata_end - uk_tdata_start, at = template_offset();
	struct tcb *t = mem;

	__builtin_memset(mem, 0, uk_tls_size());
	__builtin_memcpy((char *)mem + at, uk_tdata_start, init);
	t->self = t;
	return t;
}

void uk_tls_set(void *tp)
{
	__asm__ volatile("msr tpidr_el0, %0" ::"r"(tp) : "memory");
}
