/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Buses against an invented PCI device and command lines: capability lists that
 * loop, BARs that lie about their size, MSI-X tables that are not where they should be.
 */
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <uk/console.h>
#include <uk/irq.h>
#include <uk/param.h>
#include <uk/pci.h>
#include "machine.h"

/* One function's configuration space; each BAR has a mask of writable bits. */
static uint8_t config[256];
static uint32_t bar_mask[6];
static unsigned reads;
static uint8_t bar_memory[0x4000];

uint32_t uk_pci_read32(const struct uk_pci_dev *d, unsigned off)
{
	uint32_t v;

	(void)d;
	ck_assert_uint_le(off, 252);
	reads++;
	memcpy(&v, config + off, 4);
	return v;
}

uint16_t uk_pci_read16(const struct uk_pci_dev *d, unsigned off)
{
	return uk_pci_read32(d, off & ~3u) >> (off & 2) * 8;
}

uint8_t uk_pci_read8(const struct uk_pci_dev *d, unsigned off)
{
	return uk_pci_read32(d, off & ~3u) >> (off & 3) * 8;
}

void uk_pci_write32(const struct uk_pci_dev *d, unsigned off, uint32_t v)
{
	uint32_t old;

	(void)d;
	memcpy(&old, config + off, 4);
	if (off >= 0x10 && off < 0x28)
		v = (v & bar_mask[(off - 0x10) / 4]) | (old & 15 & ~bar_mask[(off - 0x10) / 4]);
	memcpy(config + off, &v, 4);
}

void uk_pci_write16(const struct uk_pci_dev *d, unsigned off, uint16_t v)
{
	(void)d;
	memcpy(config + off, &v, 2);
}

void *mach_mmio(uint64_t pa, size_t len)
{
	return pa >= 0xfe000000 && len <= sizeof(bar_memory) ? bar_memory : NULL;
}

int mach_msi(int source, uint64_t *address, uint32_t *data)
{
	*address = 0x123fee03000;
	*data = 32 + source;
	return 0;
}

void mach_pci_window(uint64_t *start, uint64_t *end)
{
	*start = 0xfe000000;
	*end = 0xfe800000;
}

/* What virtio_mmio.c is linked with; its parameter is what is tested. */
void mach_virtio_mmio(void (*found)(uint64_t base, uint64_t len, unsigned line))
{
	(void)found;
}

void uk_log(const char *fmt, ...)
{
	(void)fmt;
}

bool mach_running = true;

static struct uk_pci_dev dev;

/* A device of its own for each test, so that nothing cached is used. */
static void setup(void)
{
	static uint32_t next = 8;

	dev.address = next++;
	memset(config, 0, sizeof(config));
	memset(bar_mask, 0, sizeof(bar_mask));
	config[6] = 0x10;
	config[0x34] = 0x98;
}

static void cap(unsigned off, uint8_t id, uint8_t next)
{
	config[off] = id;
	config[off + 1] = next;
}

START_TEST(capabilities_in_list_order)
{
	cap(0x98, 0x11, 0x84), cap(0x84, 9, 0x70), cap(0x70, 9, 0x50), cap(0x50, 9, 0);
	ck_assert_uint_eq(uk_pci_capability(&dev, 0x11, 0), 0x98);
	ck_assert_uint_eq(uk_pci_capability(&dev, 9, 0), 0x84);
	ck_assert_uint_eq(uk_pci_capability(&dev, 9, 0x85), 0x70);
	ck_assert_uint_eq(uk_pci_capability(&dev, 9, 0x71), 0x50);
	ck_assert_uint_eq(uk_pci_capability(&dev, 9, 0x51), 0);
	ck_assert_uint_eq(uk_pci_capability(&dev, 5, 0), 0);
}
END_TEST

START_TEST(capability_list_that_loops_ends)
{
	unsigned at = 0, n = 0;

	cap(0x98, 9, 0x84), cap(0x84, 9, 0x98);
	while ((at = uk_pci_capability(&dev, 9, at)) != 0 && n++ < 100)
		at++;
	ck_assert_uint_eq(n, 2);
	ck_assert_uint_lt(reads, 20);
}
END_TEST

START_TEST(capability_pointer_into_the_header_ends_the_list)
{
	config[0x34] = 0x10;
	ck_assert_uint_eq(uk_pci_capability(&dev, 0, 0), 0);
}
END_TEST

START_TEST(device_without_capabilities)
{
	config[6] = 0;
	cap(0x98, 0x11, 0);
	ck_assert_uint_eq(uk_pci_capability(&dev, 0x11, 0), 0);
}
END_TEST

static void bar(unsigned i, uint32_t flags, uint32_t addr, uint32_t mask)
{
	uint32_t v = flags | addr;

	memcpy(config + 0x10 + 4 * i, &v, 4);
	bar_mask[i] = mask;
}

START_TEST(bar_of_firmware_keeps_its_address)
{
	size_t len = 0;
	uint32_t v;

	bar(4, 0xc, 0xfe004000, 0xffffc000), bar(5, 0, 0, ~0u);
	ck_assert_ptr_eq(uk_pci_map_bar(&dev, 4, &len), bar_memory);
	ck_assert_uint_eq(len, 0x4000);
	memcpy(&v, config + 0x20, 4);
	ck_assert_uint_eq(v, 0xfe00400c);
	ck_assert_uint_eq(config[4] & 6, 6);
	reads = 0;
	ck_assert_ptr_nonnull(uk_pci_map_bar(&dev, 4, &len));
	ck_assert_uint_eq(reads, 0);
}
END_TEST

START_TEST(bar_without_address_gets_one)
{
	size_t len = 0;
	uint32_t v;

	bar(1, 0, 0, 0xfffff000);
	ck_assert_ptr_nonnull(uk_pci_map_bar(&dev, 1, &len));
	ck_assert_uint_eq(len, 0x1000);
	memcpy(&v, config + 0x14, 4);
	ck_assert(v >= 0xfe000000 && v < 0xfe800000 && !(v & 0xfff));
}
END_TEST

START_TEST(bars_that_are_none)
{
	size_t len;

	bar(0, 1, 0xc000, 0xfffffff0);	   /* I/O */
	bar(2, 0, 0, 0);		   /* not there */
	bar(3, 0, 0xfe000000, 0xff00f000); /* size is no power of two */
	bar(5, 4, 0xfe000000, 0xfffff000); /* 64 bits, but the last one */
	ck_assert_ptr_null(uk_pci_map_bar(&dev, 0, &len));
	ck_assert_ptr_null(uk_pci_map_bar(&dev, 2, &len));
	ck_assert_ptr_null(uk_pci_map_bar(&dev, 3, &len));
	ck_assert_ptr_null(uk_pci_map_bar(&dev, 5, &len));
	ck_assert_ptr_null(uk_pci_map_bar(&dev, 6, &len));
}
END_TEST

START_TEST(msix_writes_the_entry)
{
	const uint32_t want[4] = { 0xfee03000, 0x123, 32 + 7, 0 };

	cap(0x98, 0x11, 0);
	config[0x9a] = 3;    /* four entries */
	config[0x9d] = 0x08; /* BAR 0, offset 0x800 */
	bar(0, 0, 0xfe000000, 0xfffff000);
	memset(bar_memory, 0xff, sizeof(bar_memory));
	ck_assert_int_eq(uk_pci_msix(&dev, 2, 7), 0);
	ck_assert_mem_eq(bar_memory + 0x820, want, sizeof(want));
	ck_assert_uint_eq(config[0x9b] & 0xc0, 0x80);
	ck_assert_int_eq(uk_pci_msix(&dev, 4, 7), -EINVAL);
	ck_assert_int_eq(uk_pci_msix(&dev, 0, -1), -EINVAL);
	ck_assert_int_eq(uk_pci_msix(&dev, 0, UK_IRQ_MAX), -EINVAL);
}
END_TEST

START_TEST(msix_capability_that_ends_outside_is_refused)
{
	config[0x34] = 0xf8;
	cap(0xf8, 0x11, 0);
	ck_assert_int_eq(uk_pci_msix(&dev, 0, 1), -ENODEV);
}
END_TEST

START_TEST(msix_table_outside_its_bar_is_refused)
{
	cap(0x98, 0x11, 0);
	config[0x9b] = 7;
	config[0x9a] = 0xff;
	config[0x9d] = 0x0f; /* offset 0xf00: 16 entries fit */
	bar(0, 0, 0xfe000000, 0xfffff000);
	ck_assert_int_eq(uk_pci_msix(&dev, 15, 1), 0);
	ck_assert_int_eq(uk_pci_msix(&dev, 16, 1), -ENODEV);
	memset(config + 0x9c, 0xf8, 4);
	ck_assert_int_eq(uk_pci_msix(&dev, 0, 1), -ENODEV);
	config[0x34] = 0;
	dev.address += 1000;
	ck_assert_int_eq(uk_pci_msix(&dev, 0, 1), -ENODEV);
}
END_TEST

START_TEST(msi_writes_the_message)
{
	const uint32_t want[3] = { 0xfee03000, 0x123, 32 + 7 };

	cap(0x98, 5, 0);
	config[0x9a] = 0xfa; /* 64-bit, eight messages wanted, four granted by firmware */
	config[0x9b] = 1;    /* maskable */
	memset(config + 0xa8, 0xff, 4);
	ck_assert_int_eq(uk_pci_msi(&dev, 7), 0);
	ck_assert_mem_eq(config + 0x9c, want, sizeof(want));
	ck_assert_uint_eq(config[0x9a], 0x8b); /* on, one message */
	ck_assert_uint_eq(config[0xa8] | config[0xa9] | config[0xaa] | config[0xab], 0);
	ck_assert_int_eq(uk_pci_msi(&dev, -1), -EINVAL);
	ck_assert_int_eq(uk_pci_msi(&dev, UK_IRQ_MAX), -EINVAL);
}
END_TEST

START_TEST(msi_that_cannot_hold_the_message_is_refused)
{
	cap(0x98, 5, 0); /* 32-bit address, but the machine's is wider */
	ck_assert_int_eq(uk_pci_msi(&dev, 1), -ENODEV);
	ck_assert_uint_eq(config[0x9a] & 1, 0);
	dev.address += 1000;
	config[0x34] = 0xf8; /* would go on behind the configuration space */
	cap(0xf8, 5, 0);
	config[0xfa] = 0x80;
	ck_assert_int_eq(uk_pci_msi(&dev, 1), -ENODEV);
	dev.address += 1000;
	config[0x34] = 0;
	ck_assert_int_eq(uk_pci_msi(&dev, 1), -ENODEV);
}
END_TEST

static int set(const char *value)
{
	UK_SET_FOREACH(param, const struct uk_param, p) {
		if (!strcmp(p->name, "virtio_mmio.device"))
			return p->set(value);
	}
	ck_abort_msg("no such parameter");
	return 0;
}

START_TEST(virtio_mmio_words)
{
	static const char *const bad[] = {
		"",
		"512",
		"512@",
		"512@0xfeb00000",
		"512@0xfeb00000:",
		"512@:5",
		"@0xfeb00000:5",
		"512@0xfeb00000:5:",
		"512@0xfeb00000:5x",
		"511@0xfeb00000:5",
		"512@0xffffffffffffffff:5",
		"512@0xfffffffffffffffffff:5",
		"0x@0x1:1",
		"4Q@0x1:1",
		"512@0xfeb00000:99999",
		"-1@0x1000:1",
	};

	ck_assert_int_eq(set("512@0xfeb00e00:12"), 0);
	ck_assert_int_eq(set("4K@0xd0000000:5"), 0);
	ck_assert_int_eq(set("0x200@0xFEB00C00:11:3"), 0);
	for (unsigned i = 0; i < UK_ARRAY_SIZE(bad); i++)
		ck_assert_msg(set(bad[i]) == -EINVAL, "accepted: %s", bad[i]);
	for (unsigned i = 3; i < 32; i++)
		ck_assert_int_eq(set("512@0xfeb00000:5"), 0);
	ck_assert_int_eq(set("512@0xfeb00000:5"), -EINVAL);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("buses");
	TCase *t = tcase_create("buses");
	SRunner *r;
	int failed;

	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, capabilities_in_list_order);
	tcase_add_test(t, capability_list_that_loops_ends);
	tcase_add_test(t, capability_pointer_into_the_header_ends_the_list);
	tcase_add_test(t, device_without_capabilities);
	tcase_add_test(t, bar_of_firmware_keeps_its_address);
	tcase_add_test(t, bar_without_address_gets_one);
	tcase_add_test(t, bars_that_are_none);
	tcase_add_test(t, msix_writes_the_entry);
	tcase_add_test(t, msix_capability_that_ends_outside_is_refused);
	tcase_add_test(t, msix_table_outside_its_bar_is_refused);
	tcase_add_test(t, msi_writes_the_message);
	tcase_add_test(t, msi_that_cannot_hold_the_message_is_refused);
	tcase_add_test(t, virtio_mmio_words);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
