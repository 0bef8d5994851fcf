/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupt source overrides, HPET and power management timer in tables, good and cut
 * off anywhere; each copy is a malloc block of its size.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "pc.h"

static uint8_t *copy;

static const struct mach_acpi_header *table(const uint8_t *t, uint32_t len)
{
	free(copy);
	copy = malloc(len);
	ck_assert_ptr_nonnull(copy);
	memcpy(copy, t, len);
	memcpy(copy + 4, &len, 4);
	return (const struct mach_acpi_header *)copy;
}

/* A local APIC, then 0 -> 2 as usual, 9 -> 9 level, 10 -> 21 level and low. */
static const uint8_t madt[82] = {
	[44] = 0, 8, [52] = 2, 10, 0,	 0, 2,	      0,  0, 0,	 0,  0, [62] = 2, 10, 0,    9,
	9,	  0, 0,	       0,  0x0d, 0, [72] = 2, 10, 0, 10, 21, 0, 0,	  0,  0x0f, 0
};

START_TEST(overrides)
{
	const struct mach_acpi_header *m = table(madt, sizeof(madt));
	struct pc_override o = pc_madt_override(m, 0);

	ck_assert(o.gsi == 2 && !o.level && !o.active_low);
	o = pc_madt_override(m, 9);
	ck_assert(o.gsi == 9 && o.level && !o.active_low);
	o = pc_madt_override(m, 10);
	ck_assert(o.gsi == 21 && o.level && o.active_low);
	o = pc_madt_override(m, 4);
	ck_assert(o.gsi == 4 && !o.level && !o.active_low);
	o = pc_madt_override(NULL, 4);
	ck_assert(o.gsi == 4 && !o.level && !o.active_low);
}
END_TEST

START_TEST(a_table_cut_off_anywhere)
{
	for (uint32_t len = 36; len < sizeof(madt); len++) {
		struct pc_override o = pc_madt_override(table(madt, len), 10);

		ck_assert_uint_eq(o.gsi, 10);
	}
}
END_TEST

START_TEST(entries_that_lie_about_their_length)
{
	uint8_t t[sizeof(madt)];

	for (unsigned size = 0; size < 256; size++) {
		memcpy(t, madt, sizeof(t));
		t[45] = size;
		pc_madt_override(table(t, sizeof(t)), 10);
		t[73] = size;
		pc_madt_override(table(t, sizeof(t)), 10);
	}
}
END_TEST

START_TEST(hpet)
{
	uint8_t t[56] = { [44] = 0x00, 0x00, 0xd0, 0xfe };

	ck_assert_uint_eq(pc_hpet_address(table(t, 56)), 0xfed00000);
	for (uint32_t len = 36; len < 56; len++)
		ck_assert_uint_eq(pc_hpet_address(table(t, len)), 0);
	t[40] = 1; /* in I/O space */
	ck_assert_uint_eq(pc_hpet_address(table(t, 56)), 0);
}
END_TEST

START_TEST(pm_timer)
{
	uint8_t t[244] = { [76] = 0x08, 0xb0 };
	uint32_t mask;

	ck_assert_uint_eq(pc_pmtimer(table(t, 244), &mask), 0xb008);
	ck_assert_uint_eq(mask, 0xffffff);
	t[113] = 1;
	pc_pmtimer(table(t, 244), &mask);
	ck_assert_uint_eq(mask, 0xffffffff);
	t[78] = 1; /* no port is that high */
	ck_assert_uint_eq(pc_pmtimer(table(t, 244), &mask), 0);
	for (uint32_t len = 36; len < 116; len++)
		ck_assert_uint_eq(pc_pmtimer(table(t, len), &mask), 0);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("tables of real machines");
	TCase *t = tcase_create("tables");
	SRunner *r;
	int failed;

	tcase_add_test(t, overrides);
	tcase_add_test(t, a_table_cut_off_anywhere);
	tcase_add_test(t, entries_that_lie_about_their_length);
	tcase_add_test(t, hpet);
	tcase_add_test(t, pm_timer);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	free(copy);
	return failed != 0;
}
