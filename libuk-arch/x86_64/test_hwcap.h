/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64, for tests/test_hwcap.c. */
#include <uk/tls.h>

#define TEST_HWCAP_ALWAYS (1u << 15 | 1u << 25 | 1u << 26) /* CMOV, SSE, SSE2 */

#ifdef UK_NATIVE_TEST
/* tls.c's, which wants more of an image; set as libuk-plat-linux does. */
void (*uk_tls_set_slow)(void *tp);

static void set_slow(void *tp)
{
	(void)tp;
}

__attribute__((constructor)) static void as_linux_says(void)
{
	if (!(getauxval(AT_HWCAP2) & 2))
		uk_tls_set_slow = set_slow;
}
#endif

static void test_hwcap_arch(const uint64_t cap[2])
{
	uint64_t base;

	ck_assert_uint_eq(cap[0] >> 32, 0);
	ck_assert_uint_eq(cap[1] & ~UINT64_C(2), 0);
	/* Where it is not said the instruction may fault. */
	if (cap[1] & 2) {
		__asm__ volatile("rdfsbase %0" : "=r"(base));
		ck_assert_uint_eq(base, (uintptr_t)__builtin_thread_pointer());
	}
}
