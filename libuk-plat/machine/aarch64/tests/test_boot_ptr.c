/* SPDX-License-Identifier: BSD-3-Clause */
/* What of the machine is mapped before the final page tables, boot_ptr.c. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "arm.h"
#include "stub.h"

#define GIB (UINT64_C(1) << 30)

uint64_t mach_boot_tables[3][512] uk_aligned(4096);

static uint64_t *const gib = mach_boot_tables[1];
static uint64_t *const two_mib = mach_boot_tables[2];

static void setup(void)
{
	memset(mach_boot_tables, 0, sizeof(mach_boot_tables));
}

START_TEST(a_gib_is_mapped_for_one_purpose)
{
	ck_assert_ptr_eq(mach_boot_ptr(GIB + 0x123000, 8), (void *)(GIB + 0x123000));
	ck_assert_uint_eq(gib[1], GIB | MAP_SUP);
	ck_assert(!mach_boot_device(GIB + 0x900000, 4096));
	ck_assert(mach_boot_device(2 * GIB, 4096));
	ck_assert_uint_eq(gib[2], 2 * GIB | MAP_GIC);
	ck_assert_ptr_null(mach_boot_ptr(2 * GIB, 8));
	/* Across both, and neither has changed. */
	ck_assert_ptr_null(mach_boot_ptr(GIB, 2 * GIB));
	ck_assert_uint_eq(gib[2], 2 * GIB | MAP_GIC);
	ck_assert_uint_eq(gib[3], 0);
	ck_assert_ptr_nonnull(mach_boot_ptr(4 * GIB - 1, 2));
	ck_assert_uint_eq(gib[3], 3 * GIB | MAP_SUP);
	ck_assert_uint_eq(gib[4], 4 * GIB | MAP_SUP);
}
END_TEST

START_TEST(what_is_out_of_reach_is_refused)
{
	const uint64_t limit = 512 * GIB;

	ck_assert_ptr_null(mach_boot_ptr(0, 1));
	ck_assert_ptr_null(mach_boot_ptr(limit, 1));
	ck_assert_ptr_null(mach_boot_ptr(limit - 1, 2));
	ck_assert_ptr_null(mach_boot_ptr(UINT64_MAX, 1));
	ck_assert_ptr_null(mach_boot_ptr(GIB, SIZE_MAX));
	ck_assert_ptr_null(mach_boot_page(0));
	ck_assert_ptr_null(mach_boot_page(limit));
	ck_assert_ptr_null(mach_boot_page(UINT64_MAX - 4095));
	for (unsigned i = 0; i < 512; i++)
		ck_assert_uint_eq(
			gib[i] & PTE_VALID && gib[i] != ((uintptr_t)two_mib | MAP_TABLE), 0);
}
END_TEST

/* As in a domain that Xen's tools built: console page and interrupt controller below 1 GiB. */
START_TEST(one_gib_may_have_memory_and_devices)
{
	ck_assert_ptr_eq(mach_boot_page(0x39000000), (void *)0x39000000);
	ck_assert_uint_eq(gib[0], (uintptr_t)two_mib | MAP_TABLE);
	ck_assert_uint_eq(two_mib[0x39000000 / PAGE_2M], 0x39000000 | MAP_SUP);
	ck_assert_ptr_eq(mach_boot_page(0x39001000), (void *)0x39001000);
	ck_assert(mach_boot_device(0x03001000, 0x10000));
	ck_assert_uint_eq(two_mib[0x03000000 / PAGE_2M], 0x03000000 | MAP_GIC);
	ck_assert(mach_boot_device(0x03020000, 0x1000000));
	ck_assert_uint_eq(two_mib[0x04000000 / PAGE_2M], 0x04000000 | MAP_GIC);
	ck_assert_uint_eq(two_mib[0x04200000 / PAGE_2M], 0);
	ck_assert(!mach_boot_device(0x39000000, 4096));
	ck_assert_ptr_null(mach_boot_page(0x03001000));
	/* From there into the next GiB, which is mapped as a whole. */
	ck_assert_ptr_nonnull(mach_boot_ptr(GIB - PAGE_4K, 2 * PAGE_4K));
	ck_assert_uint_eq(two_mib[511], (GIB - PAGE_2M) | MAP_SUP);
	ck_assert_uint_eq(gib[1], GIB | MAP_SUP);
	/* There is one such table. */
	ck_assert_ptr_nonnull(mach_boot_page(2 * GIB));
	ck_assert_uint_eq(gib[2], 2 * GIB | MAP_SUP);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("boot_ptr");
	TCase *t = tcase_create("boot_ptr");
	SRunner *r;
	int failed;

	tcase_set_timeout(t, 0);
	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, a_gib_is_mapped_for_one_purpose);
	tcase_add_test(t, one_gib_may_have_memory_and_devices);
	tcase_add_test(t, what_is_out_of_reach_is_refused);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
