/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64: the string functions have one way. */
#define TEST_STRING_WAYS 1

static inline void test_string_way(unsigned i)
{
	(void)i;
}

static inline int test_string_cpu_is_true(void)
{
	return 1;
}
