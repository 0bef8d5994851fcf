/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Boot information of multiboot2, good and malformed. Each copy is a malloc block of exactly
 * its size, so that ASan sees every read beyond it.
 */
#include <check.h>
#include <stdlib.h>
#include "info.h"
#include "pc.h"

static struct mach_bootinfo b;
static struct pc_fb fb;
static uint8_t *copy;

static const char *parse(const struct info *i, size_t avail)
{
	memset(&b, 0, sizeof(b));
	memset(&fb, 0, sizeof(fb));
	free(copy);
	copy = malloc(avail ? avail : 1);
	ck_assert_ptr_nonnull(copy);
	memcpy(copy, i->b, avail);
	return pc_multiboot2_parse(copy, avail, &b, &fb);
}

START_TEST(what_grub_says)
{
	struct info i;

	info_usual(&i);
	ck_assert_ptr_null(parse(&i, i.len));
	ck_assert_str_eq((const char *)(uintptr_t)b.cmdline, INFO_COMMAND);
	ck_assert_uint_eq(b.module, 0x200000);
	ck_assert_uint_eq(b.module_len, 0x12345);
	ck_assert_uint_eq(b.ram.n, 2);
	ck_assert(mach_ranges_has(&b.ram, 0, 0x9f000));
	ck_assert(!mach_ranges_has(&b.ram, 0, 0x9f001));
	ck_assert(mach_ranges_has(&b.ram, 0x100000, 0x7ff0000));
	ck_assert(!mach_ranges_has(&b.ram, 0x7ff0000, 0x7ff0001));
	ck_assert(b.rsdp_copied);
	ck_assert_str_eq((const char *)(uintptr_t)b.rsdp, "RSD PTR new");
	ck_assert_int_eq(fb.kind, PC_FB_RGB);
	ck_assert_uint_eq(fb.addr, 0xfd000000);
	ck_assert_uint_eq(fb.pitch, 3200);
	ck_assert_uint_eq(fb.bytes, 4);
	ck_assert_uint_eq(fb.rgb[0].pos, 16);
	ck_assert_uint_eq(fb.rgb[2].size, 8);
}
END_TEST

START_TEST(an_old_rsdp_is_taken_when_there_is_no_new_one)
{
	struct info i;

	info_usual(&i);
	i.b[INFO_RSDP_NEW] = 99;
	ck_assert_ptr_null(parse(&i, i.len));
	ck_assert_str_eq((const char *)(uintptr_t)b.rsdp, "RSD PTR old");
	/* What a new one has beyond it is zeros. */
	for (unsigned n = 20; n < 36; n++)
		ck_assert_uint_eq(((const uint8_t *)(uintptr_t)b.rsdp)[n], 0);
}
END_TEST

START_TEST(cut_off_anywhere_it_is_refused)
{
	struct info i;

	info_usual(&i);
	for (uint32_t n = 0; n < i.len; n++) {
		/* What the loader says is longer than what is there. */
		ck_assert_msg(parse(&i, n) != NULL, "taken with %u bytes", n);
		/* It says itself that it ends here. */
		if (n >= 4) {
			struct info s = i;

			memcpy(s.b, &n, 4);
			ck_assert_msg(parse(&s, n) != NULL, "taken with total size %u", n);
		}
	}
}
END_TEST

static const struct {
	unsigned at, bytes;
	uint64_t v;
	const char *why;
} bad[] = {
	{ 0, 4, 0, "multiboot2: no boot information" },
	{ 0, 4, 15, "multiboot2: no boot information" },
	{ 0, 4, 0xffffffff, "multiboot2: boot information is larger than 64 KiB" },
	{ INFO_CMDLINE + 4, 4, 7, "multiboot2: a tag is larger than the boot information" },
	{ INFO_CMDLINE + 4, 4, 0, "multiboot2: a tag is larger than the boot information" },
	{ INFO_CMDLINE + 4, 4, ~0u, "multiboot2: a tag is larger than the boot information" },
	{ INFO_CMDLINE + 4, 4, 8, "multiboot2: command line without end" },
	{ INFO_CMDLINE + 31, 1, 'x', "multiboot2: command line without end" },
	{ INFO_MODULE + 4, 4, 16, "multiboot2: bad module tag" },
	{ INFO_MODULE + 19, 1, 'x', "multiboot2: bad module tag" },
	{ INFO_MODULE + 8, 4, 0, "multiboot2: bad module address" },
	{ INFO_MODULE + 12, 4, 0x1fffff, "multiboot2: bad module address" },
	{ INFO_CMDLINE, 4, 3, "multiboot2: bad module address" },
	{ INFO_MAP, 4, 99, "multiboot2: no memory map" },
	{ INFO_MAP + 4, 4, 104, "multiboot2: memory map ends within an entry" },
	{ INFO_MAP + 4, 4, 111, "multiboot2: memory map ends within an entry" },
	{ INFO_MAP + 8, 4, 23, "multiboot2: memory map of an unknown kind" },
	{ INFO_MAP + 8, 4, 0, "multiboot2: memory map of an unknown kind" },
	{ INFO_MAP + 8, 4, 0xfffffff8, "multiboot2: memory map ends within an entry" },
	{ INFO_MAP + 12, 4, 1, "multiboot2: memory map of an unknown kind" },
	{ INFO_MAP + 16, 8, ~0ull, "multiboot2: memory map entry wraps around" },
	{ INFO_MAP + 72, 8, ~0ull, "multiboot2: memory map entry wraps around" },
	{ INFO_FB + 4, 4, 30, "multiboot2: framebuffer tag too short" },
	{ INFO_FB + 4, 4, 37, "multiboot2: framebuffer tag too short" },
	{ INFO_FB + 8, 8, 0, "multiboot2: framebuffer of impossible size" },
	{ INFO_FB + 8, 8, ~0ull, "multiboot2: framebuffer of impossible size" },
	{ INFO_FB + 8, 8, 0xfd000001, "multiboot2: framebuffer of impossible size" },
	{ INFO_FB + 8, 8, 0x7fffff0000, "multiboot2: framebuffer of impossible size" },
	{ INFO_FB + 8, 8, 0x300000, "multiboot2: the framebuffer is in RAM" },
	{ INFO_FB + 8, 8, 0x7fee000, "multiboot2: the framebuffer is in RAM" },
	{ INFO_FB + 16, 4, 3199, "multiboot2: framebuffer of impossible size" },
	{ INFO_FB + 16, 4, ~0u, "multiboot2: framebuffer of impossible size" },
	{ INFO_FB + 20, 4, 0, "multiboot2: framebuffer of impossible size" },
	{ INFO_FB + 20, 4, 0x40000001, "multiboot2: framebuffer of impossible size" },
	{ INFO_FB + 24, 4, 0, "multiboot2: framebuffer of impossible size" },
	{ INFO_FB + 24, 4, ~0u, "multiboot2: framebuffer of impossible size" },
	{ INFO_FB + 28, 1, 8, "multiboot2: framebuffer of impossible size" },
	{ INFO_FB + 28, 1, 255, "multiboot2: framebuffer of impossible size" },
	{ INFO_FB + 32, 1, 25, "multiboot2: framebuffer with impossible colours" },
	{ INFO_FB + 33, 1, 0, "multiboot2: framebuffer with impossible colours" },
	{ INFO_FB + 37, 1, 9, "multiboot2: framebuffer with impossible colours" },
	{ INFO_RSDP_OLD + 4, 4, 27, "multiboot2: ACPI tag too short" },
	{ INFO_RSDP_NEW + 4, 4, 43, "multiboot2: ACPI tag too short" },
	{ INFO_RSDP_NEW, 4, 1, NULL },
	{ INFO_RSDP_OLD, 4, 15, "multiboot2: ACPI tag too short" },
	{ INFO_RSDP_OLD, 4, 8, "multiboot2: a tag that may be there once is there twice" },
	{ INFO_RSDP_NEW, 4, 3, NULL },
	{ INFO_END, 4, 99, "multiboot2: the tags have no end" },
	{ INFO_END + 4, 4, 9, "multiboot2: a tag is larger than the boot information" },
};

START_TEST(malformed_is_refused)
{
	struct info i;
	const char *why;

	info_usual(&i);
	memcpy(i.b + bad[_i].at, &bad[_i].v, bad[_i].bytes);
	why = parse(&i, i.len);
	ck_assert_msg(why != NULL, "case %d is taken", _i);
	if (bad[_i].why)
		ck_assert_str_eq(why, bad[_i].why);
	ck_assert(fb.kind == PC_FB_NONE || why);
}
END_TEST

START_TEST(two_modules_are_refused)
{
	struct info i;

	info_start(&i);
	for (unsigned n = 0; n < 2; n++) {
		uint8_t *p = info_tag(&i, 3, 9);

		info_put32(p, 0x1000);
		info_put32(p + 4, 0x2000);
	}
	info_tag(&i, 0, 0);
	ck_assert_str_eq(parse(&i, i.len), "multiboot2: more than one boot module");
}
END_TEST

START_TEST(of_many_ranges_the_largest_are_kept)
{
	struct info i;
	uint8_t *p;

	info_start(&i);
	p = info_tag(&i, 6, 8 + 40 * 24);
	info_put32(p, 24);
	/* 20 pages each, but every fourth has 40: those ten, and the first six others. */
	for (unsigned n = 0; n < 40; n++)
		info_range(p + 8 + 24 * n, (n + 1) * 0x100000, n % 4 ? 20 * 4096 : 40 * 4096,
			   1);
	info_tag(&i, 0, 0);
	ck_assert_ptr_null(parse(&i, i.len));
	ck_assert_uint_eq(b.ram.n, UK_BOOT_MEM_MAX);
	for (unsigned n = 0; n < 40; n++) {
		uint64_t a = (n + 1) * 0x100000;

		ck_assert_int_eq(mach_ranges_has(&b.ram, a, a + 20 * 4096),
				 n % 4 == 0 || n < 8);
	}
}
END_TEST

START_TEST(palettes_are_no_screen)
{
	struct info i;

	info_usual(&i);
	i.b[INFO_FB + 29] = 0;
	ck_assert_ptr_null(parse(&i, i.len));
	ck_assert_int_eq(fb.kind, PC_FB_NONE);
}
END_TEST

START_TEST(text_screen)
{
	struct info i;

	info_usual(&i);
	i.b[INFO_FB + 29] = 2;
	info_put64(i.b + INFO_FB + 8, 0xb8000);
	info_put32(i.b + INFO_FB + 16, 160);
	info_put32(i.b + INFO_FB + 20, 80);
	info_put32(i.b + INFO_FB + 24, 25);
	ck_assert_ptr_null(parse(&i, i.len));
	ck_assert_int_eq(fb.kind, PC_FB_TEXT);
	info_put32(i.b + INFO_FB + 20, 81);
	ck_assert_ptr_nonnull(parse(&i, i.len));
}
END_TEST

START_TEST(random_changes_are_survived)
{
	struct info i;

	srand(_i);
	for (unsigned round = 0; round < 50; round++) {
		info_usual(&i);
		for (unsigned n = 0; n < 6; n++)
			i.b[8 + rand() % (i.len - 8)] = rand();
		parse(&i, i.len);
		ck_assert_uint_le(b.ram.n, UK_BOOT_MEM_MAX);
		if (fb.kind != PC_FB_NONE)
			ck_assert(fb.addr + (uint64_t)fb.pitch * fb.height <= 1ull << 39);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("multiboot2");
	TCase *t = tcase_create("multiboot2");
	SRunner *r;
	int failed;

	tcase_add_test(t, what_grub_says);
	tcase_add_test(t, an_old_rsdp_is_taken_when_there_is_no_new_one);
	tcase_add_test(t, cut_off_anywhere_it_is_refused);
	tcase_add_loop_test(t, malformed_is_refused, 0, UK_ARRAY_SIZE(bad));
	tcase_add_test(t, two_modules_are_refused);
	tcase_add_test(t, of_many_ranges_the_largest_are_kept);
	tcase_add_test(t, palettes_are_no_screen);
	tcase_add_test(t, text_screen);
	tcase_add_loop_test(t, random_changes_are_survived, 0, 20);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	free(copy);
	return failed != 0;
}
