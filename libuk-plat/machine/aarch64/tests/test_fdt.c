/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The device tree against trees that are made here: one as QEMU's virt machine has it, and the
 * same with one thing wrong each, which is refused or ignored, as it may be.
 */
#include <check.h>
#include <libfdt.h>
#include <stdlib.h>
#include <string.h>
#include <uk/irq.h>
#include <uk/pci.h>
#include "../arm.h"
#include "../stub.h"
#include "pci_priv.h"

struct mach_sup_state mach_test_state;

/* The tree: a copy of exactly its size, so that ASan sees who reads behind it. */
static void *tree;
static size_t tree_size;
static struct mach_bootinfo info;
/* Configuration space of one bus; where it is, is in the tree. */
static uint8_t ecam[1 << 20] __attribute__((aligned(1 << 20)));
static uint8_t *const config = ecam + (1 << 15); /* device 1 */

const void *mach_boot_ptr(uint64_t addr, size_t len)
{
	uint64_t start = (uintptr_t)tree;

	return addr >= start && len <= tree_size && addr - start <= tree_size - len
		       ? (const void *)(uintptr_t)addr
		       : NULL;
}

void *mach_mmio(uint64_t pa, size_t len)
{
	ck_assert_uint_eq(len, sizeof(ecam));
	return (void *)(uintptr_t)pa;
}

/* What may be wrong with a tree. */
static struct wrong {
	bool no_memory, memory_wraps, odd_memory, no_gic, short_gic_reg, two_cells, no_timer,
		bad_args, bad_initrd, reserved, disabled, bus, bad_map, wide_cells, sbsa, xen;
	unsigned deep; /* nodes within each other */
} wrong;

static char buf[8192];

#define OK(call) ck_assert_int_eq(call, 0)

static void node(const char *name, const char *compatible)
{
	OK(fdt_begin_node(buf, name));
	if (compatible)
		OK(fdt_property_string(buf, "compatible", compatible));
}

static void end(void)
{
	OK(fdt_end_node(buf));
}

static void cells(const char *name, unsigned n, const uint32_t *v)
{
	fdt32_t c[64];

	for (unsigned i = 0; i < n; i++)
		c[i] = cpu_to_fdt32(v[i]);
	OK(fdt_property(buf, name, c, 4 * n));
}
#define CELLS(name, ...)                               \
	do {                                           \
		const uint32_t v_[] = { __VA_ARGS__ }; \
		cells(name, sizeof(v_) / 4, v_);       \
	} while (0)

static void pci(void)
{
	uint32_t gic = wrong.bad_map ? 77 : 1;

	node("pcie", "pci-host-ecam-generic");
	CELLS("#address-cells", 3);
	CELLS("#size-cells", 2);
	CELLS("reg", (uint64_t)(uintptr_t)ecam >> 32, (uint32_t)(uintptr_t)ecam, 0,
	      sizeof(ecam));
	CELLS("ranges", 0x1000000, 0, 0, 0, 0x3eff0000, 0, 0x10000, /* I/O ports */
	      0x2000000, 0, 0x10000000, 0, 0x10000000, 0, 0x2eff0000, 0x3000000, 0x80, 0, 0x80,
	      0, 0x80, 0);
	CELLS("interrupt-map-mask", 0x1800, 0, 0, 7);
	CELLS("interrupt-map", 0, 0, 0, 1, gic, 0, 0, 0, 3, 4, 0x800, 0, 0, 1, gic, 0, 0, 0, 4,
	      4);
	end();
}

static void make(void)
{
	void *p;

	OK(fdt_create(buf, sizeof(buf)));
	if (wrong.reserved)
		OK(fdt_add_reservemap_entry(buf, 0x48000000, 0x1000));
	OK(fdt_finish_reservemap(buf));
	node("", "uk,virt");
	CELLS("#address-cells", wrong.wide_cells ? 3 : 2);
	CELLS("#size-cells", 2);
	CELLS("interrupt-parent", 1);
	node("chosen", NULL);
	if (wrong.bad_args)
		OK(fdt_property(buf, "bootargs", "a b", 3));
	else
		OK(fdt_property_string(buf, "bootargs", "a b"));
	CELLS("linux,initrd-start", 0x44000000);
	CELLS("linux,initrd-end", wrong.bad_initrd ? 0x43ffffff : 0x44001000);
	OK(fdt_property(buf, "rng-seed", "0123456789abcdef", 16));
	OK(fdt_property_string(buf, "stdout-path", "/pl011:115200n8"));
	end();
	if (!wrong.no_memory) {
		node("memory@40000000", NULL);
		OK(fdt_property_string(buf, "device_type", "memory"));
		if (wrong.odd_memory)
			CELLS("reg", 0, 0x40000000, 0);
		else if (wrong.memory_wraps)
			CELLS("reg", ~0u, 0xfffff000, 0, 0x2000);
		else
			CELLS("reg", 0, 0x40000000, 0, 0x10000000);
		end();
	}
	node("psci", "arm,psci-0.2");
	OK(fdt_property_string(buf, "method", "hvc"));
	end();
	if (!wrong.no_gic) {
		node("intc", "arm,gic-v3");
		CELLS("#interrupt-cells", wrong.two_cells ? 2 : 3);
		CELLS("#address-cells", 2); /* interrupt-map has them; no child */
		CELLS("phandle", 1);
		if (wrong.short_gic_reg)
			CELLS("reg", 0, 0x8000000, 0, 0x10000, 0, 0x80a0000);
		else
			CELLS("reg", 0, 0x8000000, 0, 0x10000, 0, 0x80a0000, 0, 0xf60000);
		end();
	}
	if (!wrong.no_timer) {
		node("timer", "arm,armv8-timer");
		CELLS("interrupts", 1, 13, 4, 1, 14, 4, 1, 11, 4, 1, 10, 4);
		end();
	}
	node(wrong.sbsa ? "sbsa-uart" : "pl011", wrong.sbsa ? "arm,sbsa-uart" : "arm,pl011");
	CELLS("reg", 0, 0x9000000, 0, 0x1000);
	CELLS("interrupts", 0, 1, 4);
	end();
	if (wrong.bus) {
		node("soc", "simple-bus");
		CELLS("#address-cells", 1);
		CELLS("#size-cells", 1);
		CELLS("ranges", 0x100000, 0, 0xa000000, 0x1000);
	}
	for (unsigned i = 0; i < 2; i++) {
		char name[] = "virtio0";

		name[6] += i;
		node(name, "virtio,mmio");
		if (wrong.bus)
			CELLS("reg", i ? 0x100e00 : 0x100fff, 0x200);
		else
			CELLS("reg", 0, 0xa000000 + 0x200 * i, 0, 0x200);
		CELLS("interrupts", 0, 16 + i, 1);
		if (wrong.disabled && !i)
			OK(fdt_property_string(buf, "status", "disabled"));
		end();
	}
	if (wrong.bus)
		end();
	if (wrong.xen) {
		/* Two strings, as Xen has it. */
		node("hypervisor", NULL);
		OK(fdt_property(buf, "compatible", "xen,xen-4.17\0xen,xen", 21));
		CELLS("interrupts", 1, 15, 8);
		end();
	}
	for (unsigned i = 0; i < wrong.deep; i++)
		node("within", NULL);
	for (unsigned i = 0; i < wrong.deep; i++)
		end();
	pci();
	end();
	OK(fdt_finish(buf));
	tree_size = fdt_totalsize(buf);
	p = aligned_alloc(8, (tree_size + 7) & ~7ul);
	free(tree);
	tree = p;
	tree_size = (tree_size + 7) & ~7ul;
	memset(p, 0, tree_size);
	memcpy(p, buf, fdt_totalsize(buf));
}

static const char *parse(void)
{
	memset(&mach_tree, 0, sizeof(mach_tree));
	memset(&info, 0, sizeof(info));
	return mach_fdt_parse((uintptr_t)tree, &info);
}

static const char *parse_with(struct wrong w)
{
	wrong = w;
	make();
	return parse();
}
#define PARSE(...) parse_with((struct wrong){ __VA_ARGS__ })

static unsigned nfound;
static uint64_t found_base[4];
static unsigned found_line[4];

static void found(uint64_t base, uint64_t len, unsigned line)
{
	ck_assert_uint_le(len, 0x1000);
	ck_assert_uint_lt(nfound, 4);
	found_base[nfound] = base;
	found_line[nfound++] = line;
}

static void find(void)
{
	nfound = 0;
	mach_virtio_mmio(found);
}

START_TEST(a_good_tree_says_it_all)
{
	ck_assert_ptr_null(PARSE(.no_memory = false));
	ck_assert_uint_eq(info.ram.n, 1);
	ck_assert_uint_eq(info.ram.r[0].start, 0x40000000);
	ck_assert_uint_eq(info.ram.r[0].len, 0x10000000);
	ck_assert_str_eq((const char *)(uintptr_t)info.cmdline, "a b");
	ck_assert_uint_eq(info.module, 0x44000000);
	ck_assert_uint_eq(info.module_len, 0x1000);
	ck_assert_uint_eq(mach_tree.gic_version, 3);
	ck_assert_uint_eq(mach_tree.gic[0], 0x8000000);
	ck_assert_uint_eq(mach_tree.gic[1], 0x80a0000);
	ck_assert_uint_eq(mach_tree.gic_len[1], 0xf60000);
	ck_assert_uint_eq(mach_tree.timer, 27);
	ck_assert_uint_eq(mach_tree.uart, 0x9000000);
	ck_assert_uint_eq(mach_tree.uart_line, 33);
	ck_assert_uint_eq(mach_test_state.psci, MACH_PSCI_HVC);
	ck_assert_uint_eq(mach_tree.seed_len, 16);
	ck_assert_int_eq(memcmp(mach_tree.seed, "0123456789abcdef", 16), 0);
	find();
	ck_assert_uint_eq(nfound, 2);
	ck_assert_uint_eq(found_base[1], 0xa000200);
	ck_assert_uint_eq(found_line[1], 49);
}
END_TEST

START_TEST(a_uart_may_be_the_generic_one)
{
	ck_assert_ptr_null(PARSE(.no_memory = false));
	ck_assert(!mach_tree.uart_is_sbsa);
	ck_assert_ptr_null(PARSE(.sbsa = true));
	ck_assert(mach_tree.uart_is_sbsa);
	ck_assert_uint_eq(mach_tree.uart, 0x9000000);
	ck_assert_uint_eq(mach_tree.uart_line, 33);
}
END_TEST

START_TEST(a_hypervisor_is_found_with_its_interrupt)
{
	ck_assert_ptr_null(PARSE(.no_memory = false));
	ck_assert_int_lt(mach_fdt_next(-1, "xen,xen"), 0);
	ck_assert_ptr_null(PARSE(.xen = true));
	ck_assert_int_ge(mach_fdt_next(-1, "xen,xen"), 0);
	ck_assert_uint_eq(mach_fdt_irq(mach_fdt_next(-1, "xen,xen"), 0), 31);
}
END_TEST

START_TEST(the_seed_is_not_left_in_the_tree)
{
	int len;
	const char *s;

	ck_assert_ptr_null(PARSE(.no_memory = false));
	s = fdt_getprop(tree, fdt_path_offset(tree, "/chosen"), "rng-seed", &len);
	ck_assert_int_eq(len, 16);
	for (int i = 0; i < len; i++)
		ck_assert_int_eq(s[i], 0);
}
END_TEST

START_TEST(what_the_start_needs_must_be_right)
{
	ck_assert_str_eq(PARSE(.no_memory = true), "device tree: no memory");
	ck_assert_str_eq(PARSE(.memory_wraps = true), "device tree: no memory");
	ck_assert_str_eq(PARSE(.odd_memory = true), "device tree: no memory");
	ck_assert_str_eq(PARSE(.wide_cells = true), "device tree: no memory");
	ck_assert_ptr_nonnull(strstr(PARSE(.no_gic = true), "no interrupt controller"));
	ck_assert_ptr_nonnull(strstr(PARSE(.short_gic_reg = true), "bad registers"));
	ck_assert_ptr_nonnull(strstr(PARSE(.two_cells = true), "three cells"));
	ck_assert_ptr_nonnull(strstr(PARSE(.no_timer = true), "no virtual timer"));
	ck_assert_ptr_nonnull(strstr(PARSE(.bad_args = true), "no string"));
	ck_assert_ptr_nonnull(strstr(PARSE(.bad_initrd = true), "ends before it starts"));
	ck_assert_ptr_null(PARSE(.deep = 16));
	ck_assert_ptr_nonnull(strstr(PARSE(.deep = 17), "too deep"));
}
END_TEST

START_TEST(reserved_memory_is_not_ours)
{
	ck_assert_ptr_null(PARSE(.reserved = true));
	ck_assert_uint_eq(info.ram.n, 2);
	ck_assert(mach_ranges_has(&info.ram, 0x40000000, 0x48000000));
	ck_assert(mach_ranges_has(&info.ram, 0x48001000, 0x50000000));
}
END_TEST

START_TEST(disabled_devices_are_not_there)
{
	ck_assert_ptr_null(PARSE(.disabled = true));
	find();
	ck_assert_uint_eq(nfound, 1);
	ck_assert_uint_eq(found_line[0], 49);
}
END_TEST

START_TEST(addresses_go_through_buses_or_nowhere)
{
	ck_assert_ptr_null(PARSE(.bus = true));
	find();
	/* The other one reaches beyond what the bus translates. */
	ck_assert_uint_eq(nfound, 1);
	ck_assert_uint_eq(found_base[0], 0xa000e00);
}
END_TEST

START_TEST(pci_lines_come_from_the_map)
{
	struct uk_pci_dev d = { .address = 1 << 3 };
	uint64_t start, stop;

	config[PCI_INTERRUPT_PIN] = 1;
	ck_assert_ptr_null(PARSE(.bad_map = false));
	ck_assert(uk_pci_present());
	mach_pci_window(&start, &stop);
	ck_assert_uint_eq(start, 0x10000000);
	ck_assert_uint_eq(stop, 0x3eff0000);
	ck_assert_uint_eq(uk_pci_intx(&d), 36);
	d.address = 4 << 3; /* the mask leaves two bits of the device's number */
	ecam[(4 << 15) + PCI_INTERRUPT_PIN] = 1;
	ck_assert_uint_eq(uk_pci_intx(&d), 35);
	d.address = 2 << 3;
	ecam[(2 << 15) + PCI_INTERRUPT_PIN] = 1;
	ck_assert_uint_eq(uk_pci_intx(&d), UK_IRQ_NO_LINE);
	d.address = 3 << 3;
	ck_assert_uint_eq(uk_pci_intx(&d), UK_IRQ_NO_LINE); /* it has no pin */
	d.address = 1 << 8; /* a bus that the space has no room for */
	ck_assert_uint_eq(uk_pci_read32(&d, 0), ~0u);
	d.address = 1 << 3;
	ck_assert_ptr_null(PARSE(.bad_map = true));
	ck_assert(uk_pci_present());
	ck_assert_uint_eq(uk_pci_intx(&d), UK_IRQ_NO_LINE);
}
END_TEST

START_TEST(no_tree_is_said_to_be_none)
{
	wrong = (struct wrong){ 0 };
	make();
	((char *)tree)[0] ^= 1;
	ck_assert_str_eq(parse(), "device tree: there is none");
	ck_assert_str_eq(mach_fdt_parse(0, &info), "device tree: there is none");
	ck_assert_str_eq(mach_fdt_parse((uintptr_t)tree + 4, &info),
			 "device tree: there is none");
	make();
	fdt_set_totalsize(tree, 3 << 20);
	ck_assert_str_eq(parse(), "device tree: too large");
	fdt_set_totalsize(tree, tree_size + 8);
	ck_assert_str_eq(parse(), "device tree: too large");
	fdt_set_totalsize(tree, tree_size);
	fdt_set_version(tree, 15);
	ck_assert_str_eq(parse(), "device tree: of a version before 16");
	fdt_set_version(tree, 17);
	fdt_set_totalsize(tree, 64);
	ck_assert_str_eq(parse(), "device tree: malformed");
}
END_TEST

/* A byte at a time, at random: what is not refused is read without harm. */
START_TEST(spoiled_trees_do_no_harm)
{
	srand(_i);
	for (unsigned n = 0; n < 300; n++) {
		wrong = (struct wrong){ .bus = n & 1, .reserved = n & 2 };
		make();
		for (unsigned k = 1 + rand() % 4; k; k--)
			((uint8_t *)tree)[rand() % tree_size] = rand() % 3 ? rand() : 0xff;
		if (parse())
			continue;
		for (unsigned i = 0; i < info.ram.n; i++)
			ck_assert_uint_eq((info.ram.r[i].start | info.ram.r[i].len) & 4095, 0);
		ck_assert_uint_le(info.module + info.module_len, UINT64_MAX);
		nfound = 0;
		mach_virtio_mmio(found);
		/* Not the accesses, which would go wherever the tree says. */
		uk_pci_present();
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("device tree");
	TCase *t = tcase_create("trees");
	SRunner *r;
	int failed;

	tcase_set_timeout(t, 0);
	tcase_add_test(t, a_good_tree_says_it_all);
	tcase_add_test(t, a_uart_may_be_the_generic_one);
	tcase_add_test(t, a_hypervisor_is_found_with_its_interrupt);
	tcase_add_test(t, the_seed_is_not_left_in_the_tree);
	tcase_add_test(t, what_the_start_needs_must_be_right);
	tcase_add_test(t, reserved_memory_is_not_ours);
	tcase_add_test(t, disabled_devices_are_not_there);
	tcase_add_test(t, addresses_go_through_buses_or_nowhere);
	tcase_add_test(t, pci_lines_come_from_the_map);
	tcase_add_test(t, no_tree_is_said_to_be_none);
	tcase_add_loop_test(t, spoiled_trees_do_no_harm, 0, 20);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	free(tree);
	return failed != 0;
}
