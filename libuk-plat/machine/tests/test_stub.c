/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The privileged stub's services, of whichever architecture, against a small machine of real
 * memory: what each refuses, and that no sequence of random calls breaks the invariants of
 * stub.h.
 */
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <uk/plat.h>
#include "test_pte.h" /* in the architecture's folder */

#define R  UK_PROT_READ
#define W  UK_PROT_WRITE
#define X  UK_PROT_EXEC
#define RW (R | W)

/* RAM: 16 MiB at ram, which is 2 MiB-aligned. Its first 2 MiB are the image and the tables. */
#define RAM_PAGES 4096
#define LARGE	  512 /* pages */
#define AREA_SIZE (2 * RAM_PAGES * PAGE_4K + PAGE_2M)

struct mach_sup_state mach_test_state;

static uint8_t *area;
static uint64_t ram;
/* Pages of the image's 2 MiB: tables first, then text, constants, data. */
enum { PML4, PDPT, PD, PT, TABLES, TEXT = 16, CONST = 20, DATA = 24 };

static uint64_t page(unsigned i)
{
	return ram + i * PAGE_4K;
}

static uint64_t *table(unsigned i)
{
	return (uint64_t *)page(i);
}

static void setup(void)
{
	area = mmap(NULL, AREA_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
		    0);
	ck_assert(area != MAP_FAILED);
	ram = ((uintptr_t)area + PAGE_2M - 1) & ~(PAGE_2M - 1);
	/* All within one GiB, so that one page directory serves. */
	if (ram >> 30 != (ram + RAM_PAGES * PAGE_4K - 1) >> 30)
		ram = ((ram >> 30) + 1) << 30;
	table(PML4)[ram >> 39 & 511] = TEST_TABLE(page(PDPT));
	table(PDPT)[ram >> 30 & 511] = TEST_TABLE(page(PD));
	table(PD)[ram >> 21 & 511] = TEST_TABLE(page(PT));
	for (unsigned i = 0; i < LARGE; i++)
		table(PT)[i] = TEST_PAGE(page(i), i < TABLES  ? MAP_SUP
						  : i < TEXT  ? 0
						  : i < CONST ? MAP_TEXT
						  : i < DATA  ? MAP_CONST
							      : MAP_RAM);
	for (unsigned i = TABLES; i < TEXT; i++)
		table(PT)[i] = PTE_HELD;
	for (unsigned i = LARGE; i < RAM_PAGES; i += LARGE)
		table(PD)[page(i) >> 21 & 511] = TEST_BLOCK(page(i), MAP_RAM);
	mach_test_state.root = table(PML4);
}

static void teardown(void)
{
	munmap(area, AREA_SIZE);
}

static uint64_t entry(unsigned i)
{
	uint64_t pde = *mach_pde(page(i));

	return test_is_block(pde) ? pde : ((uint64_t *)(pde & TEST_ADDR))[page(i) >> 12 & 511];
}

START_TEST(protect_changes_rights_of_pool_pages)
{
	ck_assert_int_eq(mach_svc_protect(page(DATA), page(DATA + 2), R), 0);
	ck_assert(!test_writable(entry(DATA)) && !test_writable(entry(DATA + 1)) &&
		  test_writable(entry(DATA + 2)));
	ck_assert_int_eq(mach_svc_protect(page(DATA), page(DATA + 1), R | X), 0);
	ck_assert(!test_writable(entry(DATA)) && test_executable(entry(DATA)));
	ck_assert_int_eq(mach_svc_protect(page(DATA), page(DATA + 1), 0), 0);
	ck_assert(!test_present(entry(DATA)));
	ck_assert_int_eq(mach_svc_protect(page(DATA), page(DATA + 1), RW), 0);
	ck_assert_uint_eq(entry(DATA), TEST_PAGE(page(DATA), MAP_RAM));
}
END_TEST

START_TEST(protect_refuses)
{
	ck_assert_int_eq(mach_svc_protect(page(DATA), page(DATA + 1), W | X), -EINVAL);
	ck_assert_int_eq(mach_svc_protect(page(DATA), page(DATA + 1), 7), -EINVAL);
	ck_assert_int_eq(mach_svc_protect(page(DATA), page(DATA + 1), 8), -EINVAL);
	ck_assert_int_eq(mach_svc_protect(page(DATA) + 1, page(DATA + 1), R), -EINVAL);
	ck_assert_int_eq(mach_svc_protect(page(DATA), page(DATA), R), -EINVAL);
	ck_assert_int_eq(mach_svc_protect(page(DATA + 1), page(DATA), R), -EINVAL);
	ck_assert_int_eq(mach_svc_protect(page(TEXT), page(TEXT + 1), RW), -EINVAL);
	ck_assert_int_eq(mach_svc_protect(page(CONST), page(CONST + 1), RW), -EINVAL);
	ck_assert_int_eq(mach_svc_protect(page(PML4), page(PML4 + 1), RW), -EINVAL);
	ck_assert_int_eq(mach_svc_protect(page(TABLES), page(TABLES + 1), R), -EINVAL);
	ck_assert_int_eq(mach_svc_protect(0, PAGE_4K, R), -EINVAL);
	ck_assert_int_eq(mach_svc_protect(~(PAGE_4K - 1), ~(PAGE_4K - 1) + PAGE_4K, R),
			 -EINVAL);
	ck_assert_int_eq(mach_svc_protect(MAP_LIMIT, MAP_LIMIT + PAGE_4K, R), -EINVAL);
}
END_TEST

START_TEST(part_of_a_large_page_needs_a_table_first)
{
	uint64_t va = page(2 * LARGE + 3);

	ck_assert_int_eq(mach_svc_protect(va, va + PAGE_4K, R), va);
	ck_assert_int_eq(mach_svc_protect(page(2 * LARGE), va + PAGE_2M, R), page(3 * LARGE));
	ck_assert_uint_eq(entry(2 * LARGE), TEST_BLOCK(page(2 * LARGE), MAP_RAM));
	ck_assert_int_eq(mach_svc_table(va, page(DATA + 5)), 0);
	ck_assert_uint_eq(entry(DATA + 5), TEST_PAGE(page(DATA + 5), MAP_SUP));
	for (unsigned i = 0; i < LARGE; i++)
		ck_assert_uint_eq(entry(2 * LARGE + i),
				  TEST_PAGE(page(2 * LARGE + i), MAP_RAM));
	ck_assert_int_eq(mach_svc_protect(va, va + PAGE_4K, R), 0);
	ck_assert_int_eq(mach_svc_table(va, page(DATA + 6)), -EEXIST);
}
END_TEST

START_TEST(a_whole_large_page_stays_large)
{
	ck_assert_int_eq(mach_svc_protect(page(LARGE), page(3 * LARGE), R), 0);
	ck_assert(test_is_block(*mach_pde(page(LARGE))) && test_present(entry(LARGE)) &&
		  !test_writable(entry(LARGE)));
	/* A page of it may not become a table: it is not writable. */
	ck_assert_int_eq(mach_svc_table(page(4 * LARGE), page(LARGE + 1)), -EINVAL);
}
END_TEST

START_TEST(a_table_page_in_a_large_page_splits_that_one)
{
	uint64_t p = page(3 * LARGE + 7);

	ck_assert_int_eq(mach_svc_table(page(5 * LARGE), p), 0);
	ck_assert_uint_eq(entry(3 * LARGE + 7), TEST_PAGE(p, MAP_SUP));
	ck_assert_uint_eq(entry(3 * LARGE + 8), TEST_PAGE(p + PAGE_4K, MAP_RAM));
	ck_assert(test_is_block(*mach_pde(page(5 * LARGE))));
	ck_assert_int_eq(mach_svc_protect(p, p + PAGE_4K, RW), -EINVAL);
}
END_TEST

START_TEST(table_refuses_pages_that_are_not_plain_memory)
{
	uint64_t va = page(LARGE);

	ck_assert_int_eq(mach_svc_table(va, page(PD)), -EINVAL);
	ck_assert_int_eq(mach_svc_table(va, page(TEXT)), -EINVAL);
	ck_assert_int_eq(mach_svc_table(va, page(CONST)), -EINVAL);
	ck_assert_int_eq(mach_svc_table(va, page(TABLES)), -EINVAL);
	ck_assert_int_eq(mach_svc_table(va, page(DATA) + 8), -EINVAL);
	ck_assert_int_eq(mach_svc_table(va, 0), -EINVAL);
	ck_assert_int_eq(mach_svc_table(va, ~(PAGE_4K - 1)), -EINVAL);
	ck_assert_int_eq(mach_svc_protect(page(DATA), page(DATA + 1), R), 0);
	ck_assert_int_eq(mach_svc_table(va, page(DATA)), -EINVAL);
}
END_TEST

START_TEST(mmio_is_mapped_outside_ram_only)
{
	uint64_t hole = page(RAM_PAGES), far = (ram ^ UINT64_C(1) << 39) & ~(PAGE_2M - 1);

	ck_assert_int_eq(mach_svc_mmio(page(DATA)), -EINVAL);
	ck_assert_int_eq(mach_svc_mmio(page(PML4)), -EINVAL);
	ck_assert_int_eq(mach_svc_mmio(page(TABLES)), -EINVAL);
	ck_assert_int_eq(mach_svc_mmio(page(LARGE)), -EINVAL);
	ck_assert_int_eq(mach_svc_mmio(MAP_LIMIT), -EINVAL);
	ck_assert_int_eq(mach_svc_protect(page(LARGE), page(2 * LARGE), 0), 0);
	ck_assert_int_eq(mach_svc_mmio(page(LARGE)), -EINVAL);

	if (hole >> 30 == ram >> 30) {
		ck_assert_int_eq(mach_svc_mmio(hole + 0x1234), PAGE_2M - 0x1234);
		ck_assert_int_eq(mach_svc_mmio(hole + 0x5000), PAGE_2M - 0x5000);
		ck_assert_int_eq(mach_svc_protect(hole, hole + PAGE_2M, R), -EINVAL);
	}
	ck_assert_int_eq(mach_svc_mmio(far), -EAGAIN);
	ck_assert_int_eq(mach_svc_table(far, page(DATA + 1)), 0);
	ck_assert_int_eq(mach_svc_mmio(far), -EAGAIN);
	ck_assert_int_eq(mach_svc_table(far, page(DATA + 2)), 0);
	ck_assert_int_eq(mach_svc_mmio(far), PAGE_2M);
	ck_assert_int_eq(mach_svc_table(far, page(DATA + 3)), -EEXIST);
}
END_TEST

/* Every entry of a table: the identity, never W+X, tables never open to the pool. */
static void check_leaf(uint64_t e, uint64_t va, unsigned pages, const uint8_t *is_table)
{
	if (!test_present(e) && !(e & PTE_POOL))
		return;
	ck_assert_uint_eq(e & TEST_ADDR, va);
	ck_assert_msg(!test_writable(e) || !test_executable(e), "writable and executable");
	if (va >= ram && va < page(RAM_PAGES)) {
		unsigned i = (va - ram) / PAGE_4K;

		for (unsigned k = 0; k < pages; k++)
			ck_assert_msg(!is_table[i + k] || !test_user(e), "a table is open");
		ck_assert(!(e & PTE_MMIO));
	}
}

static void walk(uint64_t *t, unsigned level, uint64_t va, uint8_t *is_table, bool check)
{
	uint64_t a = (uintptr_t)t;

	if (a >= ram && a < page(RAM_PAGES))
		is_table[(a - ram) / PAGE_4K] = 1;
	for (unsigned i = 0; i < 512; i++) {
		uint64_t at = va | (uint64_t)i << (12 + 9 * level);

		if (level && test_present(t[i]) && !test_is_block(t[i]))
			walk((uint64_t *)(t[i] & TEST_ADDR), level - 1, at, is_table, check);
		else if (check)
			check_leaf(t[i], at, level ? LARGE : 1, is_table);
	}
}

START_TEST(random_calls_keep_the_invariants)
{
	static uint8_t is_table[RAM_PAGES];

	srand(_i);
	for (unsigned n = 0; n < 400; n++) {
		unsigned i = rand() % (RAM_PAGES + 64), k = rand() % 3 ? 1 : rand() % 1500;
		uint64_t va = rand() % 4 ? page(i) : page(i) & ~(PAGE_2M - 1);

		switch (rand() % 3) {
		case 0:
			mach_svc_protect(va, va + k * PAGE_4K, rand() % 9);
			break;
		case 1:
			mach_svc_table(rand() % 8 ? va : va ^ UINT64_C(1) << (30 + rand() % 20),
				       page(rand() % RAM_PAGES) + (rand() % 16 ? 0 : 8));
			break;
		case 2:
			mach_svc_mmio(rand() % 4 ? va : va ^ UINT64_C(1) << (20 + rand() % 40));
			break;
		}
	}
	memset(is_table, 0, sizeof(is_table));
	walk(mach_test_state.root, 3, 0, is_table, false);
	walk(mach_test_state.root, 3, 0, is_table, true);
	for (unsigned i = 0; i < DATA; i++)
		ck_assert_uint_eq(entry(i), i < TABLES	? TEST_PAGE(page(i), MAP_SUP)
					    : i < TEXT	? PTE_HELD
					    : i < CONST ? TEST_PAGE(page(i), MAP_TEXT)
							: TEST_PAGE(page(i), MAP_CONST));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("stub");
	TCase *t = tcase_create("services");
	SRunner *r;
	int failed;

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, protect_changes_rights_of_pool_pages);
	tcase_add_test(t, protect_refuses);
	tcase_add_test(t, part_of_a_large_page_needs_a_table_first);
	tcase_add_test(t, a_whole_large_page_stays_large);
	tcase_add_test(t, a_table_page_in_a_large_page_splits_that_one);
	tcase_add_test(t, table_refuses_pages_that_are_not_plain_memory);
	tcase_add_test(t, mmio_is_mapped_outside_ram_only);
	tcase_add_loop_test(t, random_calls_keep_the_invariants, 0, 50);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
