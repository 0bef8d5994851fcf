/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64: registers for test_preempt.c. */
#ifndef REGISTERS_H
#define REGISTERS_H

/* In a register for floating point. */
#define LIVE(v) __asm__ volatile("" : "+w"(v))

/* Of which calls preserve lower halves only. */
#define WIDE_TARGET
typedef double wide __attribute__((vector_size(16)));

static inline const char *no_wide(void)
{
	return NULL;
}

#endif
