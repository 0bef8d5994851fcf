/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Looking up a function in the vDSO, an ELF file that the kernel mapped: vdso(7).
 * Its length is that of its one load segment, in whole pages.
 */
#include <stddef.h>
#include <uk/vm.h>
#include "elf.h"
#include "linux.h"

static bool equal(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return *a == *b;
}

static uint64_t mapped_length(const struct elf_header *h)
{
	const struct elf_phdr *ph = (const struct elf_phdr *)((const char *)h + h->phoff);

	if (h->phentsize != sizeof(*ph) || h->phoff > UK_PAGE_SIZE - h->phnum * sizeof(*ph) ||
	    h->phoff % 8)
		return 0;
	for (unsigned i = 0; i < h->phnum; i++)
		if (ph[i].type == ELF_PT_LOAD)
			return ph[i].offset == 0 && ph[i].vaddr == 0
				       ? UK_ALIGN_UP(ph[i].filesz, UK_PAGE_SIZE)
				       : 0;
	return 0;
}

void *uk_linux_vdso_find(uintptr_t base, const char *name)
{
	const struct elf_header *h = (const struct elf_header *)base;
	struct elf_symbols t;
	uint64_t len;

	if (!base || base % UK_PAGE_SIZE || h->phnum > 32)
		return NULL;
	len = mapped_length(h);
	if (!len || !uk_elf_symbols(h, len, ELF_SHT_DYNSYM, &t))
		return NULL;
	for (uint64_t i = 0; i < t.nsym; i++) {
		const char *s = uk_elf_name(&t, &t.sym[i]);

		if (s && t.sym[i].shndx && t.sym[i].value < len && equal(s, name))
			return (void *)(base + t.sym[i].value);
	}
	return NULL;
}
