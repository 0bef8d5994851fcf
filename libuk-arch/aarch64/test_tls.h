/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64: what a thread's block looks like, for tests/test_context.c. */
#include <stdbool.h>
#include <stdint.h>
#include <uk/tls.h>

#define TEST_TCB_SIZE 16

/* Variant I: the template comes behind the control block. */
static inline unsigned char *test_tls_template(unsigned char *block, unsigned char *tp)
{
	(void)block;
	return tp + (uk_tls_align() > TEST_TCB_SIZE ? uk_tls_align() : TEST_TCB_SIZE);
}

/* The canary is a global: the compiler's name and the pool's are one. */
extern uintptr_t __stack_chk_guard;

static inline bool test_tls_control_block(const void *tp, uintptr_t canary)
{
	(void)canary;
	return *(void *const *)tp == tp && &__stack_chk_guard == &uk_tls_canary;
}
