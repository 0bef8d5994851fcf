/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: what a thread's block looks like, for tests/test_context.c. */
#include <stdbool.h>
#include <stdint.h>

#define TEST_TCB_SIZE 48 /* what the ABI uses of it */

/* Variant II: the template is what the block starts with. */
static inline unsigned char *test_tls_template(unsigned char *block, unsigned char *tp)
{
	(void)tp;
	return block;
}

static inline bool test_tls_control_block(const void *tp, uintptr_t canary)
{
	const uintptr_t *word = tp;

	return word[0] == (uintptr_t)tp && word[5] == canary;
}
