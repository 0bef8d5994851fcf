/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The way from the RSDP to a table, with each step malformed in turn. Memory is a
 * few malloc blocks at invented addresses, so that ASan sees every read beyond them.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <uk/console.h>
#include "acpi.h"
#include "machine.h"

#define RSDP 0xf0000
#define ROOT 0x100000
#define MADT 0x200000
#define FADT 0x300000
#define DSDT 0x400000

struct mach_bootinfo mach_bootinfo;

static struct {
	uint64_t addr;
	size_t len;
	uint8_t *p;
} block[8];
static unsigned nblocks, complaints;

void *mach_mmio(uint64_t pa, size_t len)
{
	for (unsigned i = 0; i < nblocks; i++)
		if (pa >= block[i].addr && pa - block[i].addr <= block[i].len &&
		    len <= block[i].len - (pa - block[i].addr))
			return block[i].p + (pa - block[i].addr);
	return NULL;
}

void uk_log(const char *fmt, ...)
{
	ck_assert_int_eq(strncmp(fmt, "acpi: ", 6), 0);
	complaints++;
}

static uint8_t *new_block(uint64_t addr, size_t len)
{
	block[nblocks].addr = addr;
	block[nblocks].len = len;
	block[nblocks].p = calloc(1, len);
	return block[nblocks++].p;
}

static void put(uint8_t *p, unsigned off, uint64_t v, unsigned size)
{
	memcpy(p + off, &v, size);
}

static void fix_sum(uint8_t *p, size_t len, unsigned at)
{
	uint8_t sum = 0;

	p[at] = 0;
	for (size_t i = 0; i < len; i++)
		sum += p[i];
	p[at] = -sum;
}

static uint8_t *new_table(uint64_t addr, const char *signature, size_t len)
{
	uint8_t *t = new_block(addr, len);

	memcpy(t, signature, 4);
	put(t, 4, len, 4);
	fix_sum(t, len, 9);
	return t;
}

static uint8_t *rsdp, *root, *madt, *fadt, *dsdt;

/* @wide: XSDT, with revision 2; else RSDT */
static void build(bool wide)
{
	unsigned size = wide ? 8 : 4;

	rsdp = new_block(RSDP, 36);
	memcpy(rsdp, "RSD PTR ", 8);
	rsdp[15] = wide ? 2 : 0;
	put(rsdp, 16, wide ? 0 : ROOT, 4);
	put(rsdp, 24, wide ? ROOT : 0, 8);
	fix_sum(rsdp, 20, 8);
	root = new_table(ROOT, wide ? "XSDT" : "RSDT", 36 + 2 * size);
	put(root, 36, FADT, size);
	put(root, 36 + size, MADT, size);
	fix_sum(root, 36 + 2 * size, 9);
	madt = new_table(MADT, "APIC", 60);
	fadt = new_table(FADT, "FACP", 120);
	put(fadt, 40, DSDT, 4);
	fix_sum(fadt, 120, 9);
	dsdt = new_table(DSDT, "DSDT", 50);
	mach_bootinfo.rsdp = RSDP;
}

START_TEST(tables_are_found)
{
	struct mach_fadt f;

	build(_i);
	ck_assert_ptr_eq(mach_acpi_find("APIC"), madt);
	ck_assert_ptr_eq(mach_acpi_find("FACP"), fadt);
	ck_assert_ptr_eq(mach_acpi_dsdt(&f), dsdt);
	ck_assert_ptr_null(mach_acpi_find("HPET"));
	ck_assert_uint_eq(complaints, 0);
}
END_TEST

START_TEST(a_machine_without_acpi)
{
	struct mach_fadt f;

	ck_assert_ptr_null(mach_acpi_find("APIC"));
	ck_assert_ptr_null(mach_acpi_dsdt(&f));
	ck_assert_uint_eq(complaints, 0);
}
END_TEST

START_TEST(a_pvh_loader_that_names_no_rsdp_is_believed)
{
	uint8_t *bios;

	build(false);
	bios = new_block(0xe0000, 0x10000);
	memcpy(bios + 0x2340, rsdp, 36);
	mach_bootinfo.rsdp = 0;
	ck_assert_ptr_null(mach_acpi_find("APIC"));
}
END_TEST

START_TEST(an_rsdp_in_the_bios_area)
{
	uint8_t *bios;

	build(false);
	block[0].addr = 0; /* only the copy is to be found */
	bios = new_block(0xe0000, 0x20000);
	memcpy(bios + 0x12340, rsdp, 36);
	mach_bootinfo.rsdp = 0;
	mach_bootinfo.scan_for_rsdp = true;
	ck_assert_ptr_eq(mach_acpi_find("APIC"), madt);
}
END_TEST

enum {
	BAD_RSDP,
	FAR_RSDP,
	FAR_ROOT,
	ROOT_SUM,
	ROOT_SHORT,
	ROOT_LONG,
	ROOT_HUGE,
	FAR_TABLE,
	TABLE_SUM,
	TABLE_SHORT,
	TABLE_LONG,
	CASES
};

START_TEST(malformed_steps_are_refused)
{
	build(true);
	switch (_i) {
	case BAD_RSDP:
		rsdp[8]++;
		break;
	case FAR_RSDP:
		mach_bootinfo.rsdp = ~0ull;
		break;
	case FAR_ROOT:
		put(rsdp, 24, ~0ull - 40, 8);
		break;
	case ROOT_SUM:
		root[9]++;
		break;
	case ROOT_SHORT:
		put(root, 4, 35, 4);
		break;
	case ROOT_LONG:
		put(root, 4, 53, 4);
		break;
	case ROOT_HUGE:
		put(root, 4, 0xffffffff, 4);
		break;
	case FAR_TABLE:
		put(root, 44, 1ull << 52, 8);
		fix_sum(root, 52, 9);
		break;
	case TABLE_SUM:
		madt[9]++;
		break;
	case TABLE_SHORT:
		put(madt, 4, 0, 4);
		break;
	case TABLE_LONG:
		put(madt, 4, 61, 4);
		break;
	}
	ck_assert_ptr_null(mach_acpi_find("APIC"));
	ck_assert_msg(complaints || _i == FAR_TABLE, "refused without a word");
}
END_TEST

START_TEST(random_corruption_is_survived)
{
	struct mach_fadt f;

	srand(_i);
	build(_i & 1);
	for (unsigned n = 0; n < 4; n++) {
		unsigned i = rand() % nblocks;

		block[i].p[rand() % block[i].len] = rand();
		if (i && rand() % 2)
			fix_sum(block[i].p, block[i].len, 9);
	}
	mach_acpi_find("APIC");
	mach_acpi_dsdt(&f);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("acpi tables");
	TCase *t = tcase_create("find");
	SRunner *r;
	int failed;

	/* Each test in a process of its own: what was found is remembered. */
	tcase_add_loop_test(t, tables_are_found, 0, 2);
	tcase_add_test(t, a_machine_without_acpi);
	tcase_add_test(t, a_pvh_loader_that_names_no_rsdp_is_believed);
	tcase_add_test(t, an_rsdp_in_the_bios_area);
	tcase_add_loop_test(t, malformed_steps_are_refused, 0, CASES);
	tcase_add_loop_test(t, random_corruption_is_survived, 0, 200);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
