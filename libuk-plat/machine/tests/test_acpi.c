/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * ACPI parsers: what QEMU's tables say, and that no corruption of them is read
 * beyond its end (each table is a malloc block of its own size, under ASan).
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "acpi.h"

static uint8_t *new_table(const char *signature, size_t len)
{
	uint8_t *t = calloc(1, len);

	ck_assert_ptr_nonnull(t);
	memcpy(t, signature, 4);
	memcpy(t + 4, &(uint32_t){ len }, 4);
	return t;
}

static struct mach_acpi_header *header(uint8_t *t)
{
	return (struct mach_acpi_header *)t;
}

/* Local APIC, I/O APIC at fec00000 from 0, override, I/O APIC at fec10000 from 24. */
static const uint8_t madt_entries[] = {
	0,  8, 0, 0, 1, 0, 0, 0, 1, 12, 0,  0, 0, 0, 0xc0, 0xfe, 0,    0,  0, 0, 2,
	10, 0, 0, 2, 0, 0, 0, 0, 0, 1,	12, 1, 0, 0, 0,	   0xc1, 0xfe, 24, 0, 0, 0,
};

static uint8_t *new_madt(void)
{
	uint8_t *t = new_table("APIC", 44 + sizeof(madt_entries));

	memcpy(t + 44, madt_entries, sizeof(madt_entries));
	return t;
}

START_TEST(madt_lists_io_apics)
{
	uint8_t *t = new_madt();
	struct mach_ioapics io;

	mach_madt_parse(header(t), &io);
	ck_assert_uint_eq(io.n, 2);
	ck_assert_uint_eq(io.io[0].address, 0xfec00000);
	ck_assert_uint_eq(io.io[0].base, 0);
	ck_assert_uint_eq(io.io[1].address, 0xfec10000);
	ck_assert_uint_eq(io.io[1].base, 24);
	free(t);
}
END_TEST

START_TEST(madt_with_broken_entries_ends_there)
{
	static const uint8_t sizes[] = { 0, 1, 13, 255 };
	struct mach_ioapics io;

	for (unsigned i = 0; i < sizeof(sizes); i++) {
		uint8_t *t = new_madt();

		t[44 + 8 + 8 + 4 + 10 + 1] = sizes[i]; /* the last entry's length */
		mach_madt_parse(header(t), &io);
		ck_assert_uint_eq(io.n, 1);
		free(t);
	}
}
END_TEST

START_TEST(madt_has_room_for_eight_io_apics)
{
	uint8_t *t = new_table("APIC", 44 + 12 * 20);
	struct mach_ioapics io;

	for (unsigned i = 0; i < 20; i++)
		t[44 + 12 * i] = 1, t[44 + 12 * i + 1] = 12;
	mach_madt_parse(header(t), &io);
	ck_assert_uint_eq(io.n, MACH_IOAPICS_MAX);
	free(t);
}
END_TEST

START_TEST(fadt_of_every_length)
{
	struct mach_fadt f;

	for (size_t len = 36; len <= 276; len++) {
		uint8_t *t = new_table("FACP", len);

		memset(t + 36, 1, len - 36);
		ck_assert_int_eq(mach_fadt_parse(header(t), &f), len >= 116);
		if (len >= 116)
			ck_assert_uint_eq(f.pm1a_cnt, 0x01010101);
		ck_assert_uint_eq(f.sleep_control, len >= 256 ? 0x0101010101010101 : 0);
		free(t);
	}
}
END_TEST

START_TEST(header_lengths)
{
	struct mach_acpi_header h = { .length = sizeof(h) };

	ck_assert(mach_acpi_header_ok(&h));
	h.length = sizeof(h) - 1;
	ck_assert(!mach_acpi_header_ok(&h));
	h.length = 0xffffffff;
	ck_assert(!mach_acpi_header_ok(&h));
	ck_assert(mach_acpi_sum_ok("\x01\xff", 2));
	ck_assert(!mach_acpi_sum_ok("\x01\xfe", 2));
}
END_TEST

/* Name (\_S5, Package (4) { 5, 0, 0, 0 }); a device as QEMU's microvm writes it. */
static const uint8_t dsdt[] = "\x08\\_S5_\x12\x08\x04\x0a\x05\x00\x00\x00"
			      "\x5b\x82\x4cVR07\x08_HID\x0dLNRO0005\0\x08_UID\x0a\x07\x08_"
			      "CCA\x01\x08_CRS\x11\x1a\x0a\x17"
			      "\x86\x09\x00\x01\x00\x0e\xb0\xfe\x00\x02\x00\x00"
			      "\x89\x06\x00\x01\x01\x1f\x00\x00\x00\x79\x00"
			      "\x5b\x82\x08_HID\x0dLNRO0005\0\x5b\x82\x08_HID\x0dLNRO0006\0"
			      "\x86\x09\x00\x01\x00\x0e\xb0\xfe\x00\x02\x00\x00\x89\x06\x00\x01"
			      "\x01\x1f\x00\x00\x00\x79\x00";

struct seen {
	unsigned n;
	uint32_t base, len, gsi;
};

static void found(uint32_t base, uint32_t len, uint32_t gsi, void *arg)
{
	struct seen *s = arg;

	s->n++;
	s->base = base;
	s->len = len;
	s->gsi = gsi;
}

START_TEST(s5_is_found)
{
	static const uint8_t same[] = "\x08_S5_\x12\x06\x04\x01\x01\x00\x00";
	uint8_t typ[2] = { 9, 9 };

	ck_assert(mach_aml_s5(dsdt, sizeof(dsdt) - 1, typ));
	ck_assert_uint_eq(typ[0], 5);
	ck_assert_uint_eq(typ[1], 0);
	ck_assert(mach_aml_s5(same, sizeof(same) - 1, typ));
	ck_assert_uint_eq(typ[0], 1);
	ck_assert(!mach_aml_s5(same + 1, sizeof(same) - 2, typ));
}
END_TEST

START_TEST(virtio_devices_are_found)
{
	struct seen s = { 0 };

	mach_aml_virtio(dsdt, sizeof(dsdt) - 1, found, &s);
	/* The second has no resources, and may not take the third's, which is another thing. */
	ck_assert_uint_eq(s.n, 1);
	ck_assert_uint_eq(s.base, 0xfeb00e00);
	ck_assert_uint_eq(s.len, 0x200);
	ck_assert_uint_eq(s.gsi, 31);
}
END_TEST

START_TEST(corrupted_tables_are_not_read_beyond_their_end)
{
	struct mach_ioapics io;
	struct mach_fadt f;
	struct seen s = { 0 };
	uint8_t typ[2], *t;

	srand(_i);
	for (unsigned n = 0; n < 500; n++) {
		size_t len = rand() % sizeof(dsdt);

		t = malloc(len + 1);
		memcpy(t + 1, dsdt, len);
		for (unsigned k = rand() % 4; k && len; k--)
			t[1 + rand() % len] = rand();
		mach_aml_s5(t + 1, len, typ);
		mach_aml_virtio(t + 1, len, found, &s);
		free(t);

		t = new_madt();
		for (unsigned k = rand() % 8; k; k--)
			t[44 + rand() % sizeof(madt_entries)] = rand();
		mach_madt_parse(header(t), &io);
		ck_assert_uint_le(io.n, MACH_IOAPICS_MAX);
		free(t);

		len = 36 + rand() % 240;
		t = new_table("FACP", len);
		for (unsigned k = 36; k < len; k++)
			t[k] = rand();
		mach_fadt_parse(header(t), &f);
		free(t);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("acpi");
	TCase *t = tcase_create("parsers");
	SRunner *r;
	int failed;

	tcase_add_test(t, madt_lists_io_apics);
	tcase_add_test(t, madt_with_broken_entries_ends_there);
	tcase_add_test(t, madt_has_room_for_eight_io_apics);
	tcase_add_test(t, fadt_of_every_length);
	tcase_add_test(t, header_lengths);
	tcase_add_test(t, s5_is_found);
	tcase_add_test(t, virtio_devices_are_found);
	tcase_add_loop_test(t, corrupted_tables_are_not_read_beyond_their_end, 0, 20);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
