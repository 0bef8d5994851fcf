/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The vDSO: a small shared library that the kernel maps into each process, in
 * which reading the clock is no system call. Its dynamic symbol table is searched; the ELF
 * structures are those of the System V gABI, chapters 4 and 5.
 */
#include "linux.h"
#include "elf.h"
#include "../core/core.h"

static const struct elf_dyn *dynamic(const struct elf_ehdr *e, uintptr_t *bias)
{
	const struct elf_phdr *p = (const void *)((uintptr_t)e + e->phoff);
	const struct elf_dyn *d = NULL;
	bool loaded = false;

	for (unsigned i = 0; i < e->phnum; i++) {
		if (p[i].type == ELF_PT_LOAD && !loaded) {
			*bias = (uintptr_t)e + p[i].offset - p[i].vaddr;
			loaded = true;
		} else if (p[i].type == ELF_PT_DYNAMIC) {
			d = (const void *)((uintptr_t)e + p[i].offset);
		}
	}
	return loaded ? d : NULL;
}

void *linux_vdso_find(uintptr_t base, const char *name)
{
	const struct elf_ehdr *e = (const void *)base;
	const struct elf_sym *sym = NULL;
	const char *str = NULL;
	const uint32_t *hash = NULL;
	const struct elf_dyn *d;
	uintptr_t bias = 0;

	if (!base || e->ident[0] != 0x7f || !(d = dynamic(e, &bias)))
		return NULL;
	for (; d->tag; d++) {
		const void *p = (const void *)(d->value + bias);

		if (d->tag == ELF_DT_SYMTAB)
			sym = p;
		else if (d->tag == ELF_DT_STRTAB)
			str = p;
		else if (d->tag == ELF_DT_HASH)
			hash = p;
	}
	if (!sym || !str || !hash)
		return NULL;
	for (uint32_t i = 0; i < hash[1]; i++)
		if (sym[i].shndx && core_streq(str + sym[i].name, name, core_strlen(name)))
			return (void *)(sym[i].value + bias);
	return NULL;
}
