/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: the ways that the string functions have, for tests/test_string.c. */
#include "string/detect.h"

/* How many ways there are; 0 is what the processor's own is. */
#define TEST_STRING_WAYS 4

/* Take way @i, but nothing that this processor has not. */
static inline void test_string_way(unsigned i)
{
	unsigned all = uk_string_detect();

	uk_string_cpu = (unsigned char)(all & ~((i & 1) * STRING_REP | (i >> 1) * STRING_AVX));
}

/* What has been found out is what the compiler's library finds out, too. */
static inline int test_string_cpu_is_true(void)
{
	int avx = uk_string_detect() & STRING_AVX;

#ifdef UK_NATIVE_TEST
	return !avx == !__builtin_cpu_supports("avx");
#else
	return !avx || __builtin_cpu_supports("avx"); /* not under TCG, although it is there */
#endif
}
