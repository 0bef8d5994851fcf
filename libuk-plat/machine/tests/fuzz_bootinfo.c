/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * PVH start info and Linux boot parameters. The input is physical memory from
 * 0x1000 on; what a parser may see of it is copied to a block of just that size. Whatever they
 * say of memory, the map stays sorted out: whole pages, no overlaps, nothing that wraps around.
 *
 * fuzz-sources: machine/x86_64/e820.c machine/x86_64/pvh.c machine/ranges.c
 * kvm/x86_64/linux64.c
 * fuzz-flags: -iquote machine -iquote machine/x86_64 -iquote kvm
 */
#include <stdlib.h>
#include <string.h>
#include "kvm.h"
#include "x86.h"

#define BASE 0x1000u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const uint8_t *memory;
static size_t memory_size;
static void *seen[64];
static unsigned nseen;

const void *mach_boot_ptr(uint64_t addr, size_t len)
{
	void *p;

	if (addr < BASE || addr - BASE > memory_size || len > memory_size - (addr - BASE) ||
	    nseen == UK_ARRAY_SIZE(seen))
		return NULL;
	p = malloc(len ? len : 1);
	if (p)
		seen[nseen++] = memcpy(p, memory + (addr - BASE), len);
	return p;
}

static void check(const struct mach_bootinfo *b)
{
	const struct mach_ranges *s = &b->ram;

	if (s->n > UK_BOOT_MEM_MAX)
		abort();
	for (unsigned i = 0; i < s->n; i++) {
		uint64_t end = s->r[i].start + s->r[i].len;

		if (!s->r[i].len || end < s->r[i].start || ((s->r[i].start | end) & 4095))
			abort();
		for (unsigned k = 0; k < i; k++)
			if (s->r[k].start < end && s->r[i].start < s->r[k].start + s->r[k].len)
				abort();
	}
	if (b->module + b->module_len < b->module)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mach_bootinfo b = { 0 };
	const char *why;

	if (!size)
		return 0;
	memory = data + 1;
	memory_size = size - 1;
	why = *data & 1 ? kvm_linux_parse(BASE, &b) : mach_pvh_parse(BASE, &b);
	if (!why)
		check(&b);
	while (nseen)
		free(seen[--nseen]);
	return 0;
}
