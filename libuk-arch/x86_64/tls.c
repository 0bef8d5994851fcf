/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * TLS variant II: the image's template ends where the thread control block
 * begins, and %fs points to that. Of the control block the ABI uses two words:
 * its own address at 0 and the stack protector's value at 0x28.
 */
#include <stdbool.h>
#include <uk/compiler.h>
#include <uk/tls.h>

struct tcb {
	void *self;
	uintptr_t reserved[4];
	uintptr_t canary; /* 0x28 */
	uintptr_t reserved2[2];
};

/* From uk.ld. Natively, in unit tests, the tests define them. */
extern const char uk_tdata_start[], uk_tdata_end[], uk_tbss_end[], uk_tls_align_sym[];

uintptr_t uk_tls_canary;
void (*uk_tls_set_slow)(void *tp);

size_t uk_tls_align(void)
{
	size_t a = (uintptr_t)uk_tls_align_sym;

	return a < 16 ? 16 : a;
}

/* The template's size as the linker counts offsets: up to the alignment of the whole. */
static size_t template_size(void)
{
	return UK_ALIGN_UP((uintptr_t)uk_tbss_end - (uintptr_t)uk_tdata_start, uk_tls_align());
}

size_t uk_tls_size(void)
{
	return template_size() + sizeof(struct tcb);
}

/* Runs before there is a canary. */
__attribute__((optimize("no-stack-protector"))) void *uk_tls_init(void *mem)
{
	size_t size = template_size(), init = uk_tdata_end - uk_tdata_start;
	struct tcb *t = (struct tcb *)((char *)mem + size);

	__builtin_memcpy(mem, uk_tdata_start, init);
	__builtin_memset((char *)mem + init, 0, size - init + sizeof(*t));
	t->self = t;
	t->canary = uk_tls_canary;
	return t;
}

void uk_tls_set(void *tp)
{
	if (uk_tls_set_slow)
		uk_tls_set_slow(tp);
	else
		__asm__ volatile("wrfsbase %0" ::"r"(tp) : "memory");
}
