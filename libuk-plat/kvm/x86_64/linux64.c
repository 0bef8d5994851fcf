/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The "zero page" of the 64-bit Linux boot protocol, as Firecracker fills it
 * (Linux, Documentation/x86/boot.rst and zero-page.rst).
 */
#include "kvm.h"
#include "x86.h"

#define ZERO_PAGE_SIZE 4096
#define E820_MAX       128
#define HEADER_MAGIC   0x53726448 /* "HdrS" */

struct e820 {
	uint64_t addr, size;
	uint32_t type;
} uk_packed;

static uint32_t u32(const uint8_t *p, unsigned off)
{
	uint32_t v;

	__builtin_memcpy(&v, p + off, sizeof(v));
	return v;
}

static uint64_t split64(const uint8_t *p, unsigned low, unsigned high)
{
	return (uint64_t)u32(p, high) << 32 | u32(p, low);
}

const char *kvm_linux_parse(uint64_t params, struct mach_bootinfo *b)
{
	const uint8_t *p = mach_boot_ptr(params, ZERO_PAGE_SIZE);
	const struct e820 *m;
	unsigned n;

	if (!p || u32(p, 0x202) != HEADER_MAGIC)
		return "boot parameters: no setup header";
	n = p[0x1e8];
	if (!n || n > E820_MAX)
		return "boot parameters: bad number of memory map entries";
	m = (const struct e820 *)(p + 0x2d0);
	for (unsigned cut = 0; cut < 2; cut++)
		for (unsigned i = 0; i < n; i++)
			if (!mach_e820(b, m[i].addr, m[i].size, m[i].type, cut))
				return "boot parameters: memory map entry wraps around";
	b->rsdp = split64(p, 0x70, 0x74);
	b->scan_for_rsdp = true;
	b->cmdline = split64(p, 0x228, 0xc8);
	b->module = split64(p, 0x218, 0xc0);
	b->module_len = split64(p, 0x21c, 0xc4);
	if (b->module + b->module_len < b->module)
		return "boot parameters: ramdisk wraps around";
	return NULL;
}
