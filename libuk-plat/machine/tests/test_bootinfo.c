/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Boot data: sets of ranges against a bitmap, PVH start info and Linux boot
 * parameters, good and malformed. Memory is a few malloc blocks at invented
 * addresses, so that ASan sees every read beyond them.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "kvm.h"
#include "x86.h"

#define PAGE 4096ul

static struct {
	uint64_t addr;
	size_t len;
	uint8_t *p;
} block[8];
static unsigned nblocks;

static void *new_block(uint64_t addr, size_t len)
{
	block[nblocks].addr = addr;
	block[nblocks].len = len;
	block[nblocks].p = calloc(1, len);
	ck_assert_ptr_nonnull(block[nblocks].p);
	return block[nblocks++].p;
}

const void *mach_boot_ptr(uint64_t addr, size_t len)
{
	for (unsigned i = 0; i < nblocks; i++)
		if (addr >= block[i].addr && addr - block[i].addr <= block[i].len &&
		    len <= block[i].len - (addr - block[i].addr))
			return block[i].p + (addr - block[i].addr);
	return NULL;
}

static void free_blocks(void)
{
	while (nblocks)
		free(block[--nblocks].p);
}

static void put32(uint8_t *p, unsigned off, uint32_t v)
{
	memcpy(p + off, &v, sizeof(v));
}

static void put64(uint8_t *p, unsigned off, uint64_t v)
{
	memcpy(p + off, &v, sizeof(v));
}

START_TEST(ranges_against_a_bitmap)
{
	struct mach_ranges s = { 0 };
	char want[64] = { 0 }, got[64] = { 0 };

	srand(_i);
	/* Few enough operations that the set never is full. */
	for (unsigned n = 0; n < 12; n++) {
		unsigned a = rand() % 64, b = a + rand() % (65 - a);

		if (rand() % 2) {
			mach_ranges_add(&s, a * PAGE, (b - a) * PAGE);
			memset(want + a, 1, b - a);
		} else {
			mach_ranges_cut(&s, a * PAGE, b * PAGE);
			memset(want + a, 0, b - a);
		}
	}
	for (unsigned i = 0; i < s.n; i++)
		for (uint64_t a = s.r[i].start; a < s.r[i].start + s.r[i].len; a += PAGE) {
			ck_assert_msg(!got[a / PAGE], "two ranges hold one page");
			got[a / PAGE] = 1;
		}
	ck_assert_mem_eq(got, want, sizeof(got));
}
END_TEST

START_TEST(parts_of_pages_are_not_added_and_are_cut_whole)
{
	struct mach_ranges s = { 0 };

	mach_ranges_add(&s, 100, 3 * PAGE);
	ck_assert_uint_eq(s.n, 1);
	ck_assert_uint_eq(s.r[0].start, PAGE);
	ck_assert_uint_eq(s.r[0].len, 2 * PAGE);
	mach_ranges_add(&s, 10 * PAGE + 1, PAGE);
	ck_assert_uint_eq(s.n, 1);
	mach_ranges_cut(&s, 2 * PAGE + 5, 2 * PAGE + 6);
	ck_assert_uint_eq(s.r[0].len, PAGE);
	ck_assert(mach_ranges_has(&s, PAGE, 2 * PAGE));
	ck_assert(!mach_ranges_has(&s, PAGE, 2 * PAGE + 1));
	mach_ranges_cut(&s, 0, UINT64_MAX);
	ck_assert_uint_eq(s.n, 0);
}
END_TEST

START_TEST(a_full_set_drops_the_smaller_piece)
{
	struct mach_ranges s = { 0 };

	for (unsigned i = 0; i < 40; i++)
		mach_ranges_add(&s, i * 16 * PAGE, 8 * PAGE);
	ck_assert_uint_eq(s.n, UK_BOOT_MEM_MAX);
	mach_ranges_cut(&s, 2 * PAGE, 3 * PAGE);
	ck_assert_uint_eq(s.n, UK_BOOT_MEM_MAX);
	ck_assert_uint_eq(s.r[0].start, 3 * PAGE);
	ck_assert_uint_eq(s.r[0].len, 5 * PAGE);
}
END_TEST

#define INFO 0x6000
#define MAP  0x7000

/* RAM below 640 KiB and from 1 MiB to 64 MiB, reserved in between and at the end. */
static uint8_t *pvh(void)
{
	uint8_t *s = new_block(INFO, 56), *m = new_block(MAP, 4 * 24),
		*mod = new_block(0x8000, 32);

	put32(s, 0, 0x336ec578);
	put32(s, 4, 1);
	put32(s, 12, 1);
	put64(s, 16, 0x8000);
	put64(s, 24, 0x9000);
	put64(s, 32, 0xf0000);
	put64(s, 40, MAP);
	put32(s, 48, 4);
	put64(m, 0, 0), put64(m, 8, 0x9fc00), put32(m, 16, 1);
	put64(m, 24, 0x9fc00), put64(m, 32, 0x60400), put32(m, 40, 2);
	put64(m, 48, 0x100000), put64(m, 56, 0x3f00000), put32(m, 64, 1);
	put64(m, 72, 0x3f00000), put64(m, 80, 0x10000), put32(m, 88, 3);
	put64(mod, 0, 0x200000);
	put64(mod, 8, 12345);
	return s;
}

START_TEST(pvh_start_info)
{
	struct mach_bootinfo b = { 0 };

	pvh();
	ck_assert_ptr_null(mach_pvh_parse(INFO, &b));
	ck_assert_uint_eq(b.ram.n, 3);
	ck_assert(mach_ranges_has(&b.ram, 0, 0x9f000));
	ck_assert(!mach_ranges_has(&b.ram, 0, 0x9f001));
	ck_assert(mach_ranges_has(&b.ram, 0x100000, 0x3f00000));
	ck_assert(mach_ranges_has(&b.ram, 0x3f10000, 0x4000000));
	ck_assert(!mach_ranges_has(&b.ram, 0x3f00000, 0x3f00001));
	ck_assert_uint_eq(b.cmdline, 0x9000);
	ck_assert_uint_eq(b.rsdp, 0xf0000);
	ck_assert_uint_eq(b.module, 0x200000);
	ck_assert_uint_eq(b.module_len, 12345);
	free_blocks();
}
END_TEST

/* Field of the start info or of the map, a bad value for it, what is said. */
static const struct {
	int off;
	uint64_t v;
	const char *why;
} bad_pvh[] = {
	{ 0, 0x336ec579, "start info: wrong magic number" },
	{ 4, 0, "start info: version 0 has no memory map" },
	{ 12, 2, "start info: more than one boot module" },
	{ 16, 0x8001, "start info: bad module list" },
	{ 16, ~0ull, "start info: bad module list" },
	{ 40, MAP + 1, "start info: memory map out of reach" },
	{ 40, ~0ull, "start info: memory map out of reach" },
	{ 48, 0, "start info: bad number of memory map entries" },
	{ 48, 5, "start info: memory map out of reach" },
	{ 48, 0xffffffff, "start info: bad number of memory map entries" },
	{ -1, 0, "start info: memory map entry wraps around" },
	{ -2, 0, "start info: bad module list" },
};

START_TEST(malformed_pvh_is_refused)
{
	struct mach_bootinfo b = { 0 };
	uint8_t *s = pvh();
	int off = bad_pvh[_i].off;

	if (off == -1)
		put64(block[1].p, 56, ~0ull);
	else if (off == -2)
		put64(block[2].p, 8, ~0ull);
	else if (off == 16 || off == 40)
		put64(s, off, bad_pvh[_i].v);
	else
		put32(s, off, bad_pvh[_i].v);
	ck_assert_str_eq(mach_pvh_parse(INFO, &b), bad_pvh[_i].why);
	free_blocks();
}
END_TEST

START_TEST(pvh_out_of_reach_is_refused)
{
	struct mach_bootinfo b = { 0 };

	ck_assert_ptr_nonnull(mach_pvh_parse(0, &b));
	ck_assert_ptr_nonnull(mach_pvh_parse(~0ull, &b));
}
END_TEST

START_TEST(random_pvh_is_survived)
{
	struct mach_bootinfo b = { 0 };

	srand(_i);
	pvh();
	for (unsigned n = 0; n < 8; n++) {
		unsigned i = rand() % nblocks;

		block[i].p[i ? rand() % block[i].len : 8 + rand() % (block[i].len - 8)] =
			rand();
	}
	mach_pvh_parse(INFO, &b);
	ck_assert_uint_le(b.ram.n, UK_BOOT_MEM_MAX);
	free_blocks();
}
END_TEST

START_TEST(linux_boot_parameters)
{
	struct mach_bootinfo b = { 0 };
	uint8_t *z = new_block(0x7000, 4096);

	ck_assert_ptr_nonnull(kvm_linux_parse(0x7000, &b));
	put32(z, 0x202, 0x53726448);
	ck_assert_ptr_nonnull(kvm_linux_parse(0x7000, &b));
	z[0x1e8] = 2;
	put64(z, 0x2d0 + 8, 0x9fc00), put32(z, 0x2d0 + 16, 1);
	put64(z, 0x2e4, 0x100000), put64(z, 0x2e4 + 8, ~0ull), put32(z, 0x2e4 + 16, 1);
	ck_assert_ptr_nonnull(kvm_linux_parse(0x7000, &b));
	put64(z, 0x2e4 + 8, 0x700000);
	put32(z, 0x228, 0x20000);
	put32(z, 0x218, 0x600000);
	put32(z, 0x21c, 0x1234);
	ck_assert_ptr_null(kvm_linux_parse(0x7000, &b));
	ck_assert(mach_ranges_has(&b.ram, 0, 0x9f000));
	ck_assert(mach_ranges_has(&b.ram, 0x100000, 0x800000));
	ck_assert_uint_eq(b.cmdline, 0x20000);
	ck_assert_uint_eq(b.module, 0x600000);
	ck_assert_uint_eq(b.module_len, 0x1234);
	z[0x1e8] = 129;
	ck_assert_ptr_nonnull(kvm_linux_parse(0x7000, &b));
	ck_assert_ptr_nonnull(kvm_linux_parse(0x7001, &b));
	free_blocks();
}
END_TEST

int main(void)
{
	Suite *s = suite_create("boot data");
	TCase *t = tcase_create("boot data");
	SRunner *r;
	int failed;

	tcase_add_loop_test(t, ranges_against_a_bitmap, 0, 200);
	tcase_add_test(t, parts_of_pages_are_not_added_and_are_cut_whole);
	tcase_add_test(t, a_full_set_drops_the_smaller_piece);
	tcase_add_test(t, pvh_start_info);
	tcase_add_loop_test(t, malformed_pvh_is_refused, 0, UK_ARRAY_SIZE(bad_pvh));
	tcase_add_test(t, pvh_out_of_reach_is_refused);
	tcase_add_loop_test(t, random_pvh_is_survived, 0, 300);
	tcase_add_test(t, linux_boot_parameters);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
