/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: registers for test_preempt.c. */
#ifndef REGISTERS_H
#define REGISTERS_H

/* In a register for floating point. */
#define LIVE(v) __asm__ volatile("" : "+x"(v))

/* The widest that compilers use by themselves, AVX's; where there is no such, why. */
#define WIDE_TARGET __attribute__((target("avx")))
typedef double wide __attribute__((vector_size(32)));

static inline const char *no_wide(void)
{
	return __builtin_cpu_supports("avx") ? NULL : "this processor has no AVX";
}

#endif
