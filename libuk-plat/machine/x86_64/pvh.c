/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The PVH start info (Xen, public/arch-x86/hvm/start_info.h).
 */
#include "x86.h"

#define MAGIC 0x336ec578

struct start_info {
	uint32_t magic, version, flags, nr_modules;
	uint64_t modlist, cmdline, rsdp;
	/* version 1 */
	uint64_t memmap;
	uint32_t memmap_entries, reserved;
};

struct memmap_entry {
	uint64_t addr, size;
	uint32_t type, reserved;
};

struct module {
	uint64_t addr, size, cmdline, reserved;
};

#define MEMMAP_MAX 1024

static const char *parse_module(const struct start_info *s, struct mach_bootinfo *b)
{
	const struct module *m;

	if (!s->nr_modules)
		return NULL;
	if (s->nr_modules > 1)
		return "start info: more than one boot module";
	m = mach_boot_ptr(s->modlist, sizeof(*m));
	if (!m || m->addr + m->size < m->addr || !m->addr)
		return "start info: bad module list";
	b->module = m->addr;
	b->module_len = m->size;
	return NULL;
}

const char *mach_pvh_parse(uint64_t info, struct mach_bootinfo *b)
{
	const struct start_info *s = mach_boot_ptr(info, offsetof(struct start_info, memmap));
	const struct memmap_entry *m;

	if (!s || s->magic != MAGIC)
		return "start info: wrong magic number";
	if (s->version < 1)
		return "start info: version 0 has no memory map";
	s = mach_boot_ptr(info, sizeof(*s));
	if (!s || !s->memmap_entries || s->memmap_entries > MEMMAP_MAX)
		return "start info: bad number of memory map entries";
	m = mach_boot_ptr(s->memmap, s->memmap_entries * sizeof(*m));
	if (!m)
		return "start info: memory map out of reach";
	for (unsigned cut = 0; cut < 2; cut++)
		for (unsigned i = 0; i < s->memmap_entries; i++)
			if (!mach_e820(b, m[i].addr, m[i].size, m[i].type, cut))
				return "start info: memory map entry wraps around";
	b->cmdline = s->cmdline;
	b->rsdp = s->rsdp;
	return parse_module(s, b);
}
