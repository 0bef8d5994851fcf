/* SPDX-License-Identifier: BSD-3-Clause */
/* The ELF-64 structures that symbols.c and vdso.c read (System V gABI, chapters 4 and 5). */
#ifndef LINUX_ELF_H
#define LINUX_ELF_H

#include <stdint.h>

#define ELF_PT_LOAD    1
#define ELF_PT_DYNAMIC 2
#define ELF_SHT_SYMTAB 2
#define ELF_STT_FUNC   2
#define ELF_DT_HASH    4
#define ELF_DT_STRTAB  5
#define ELF_DT_SYMTAB  6

struct elf_ehdr {
	unsigned char ident[16];
	uint16_t type, machine;
	uint32_t version;
	uint64_t entry, phoff, shoff;
	uint32_t flags;
	uint16_t ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

struct elf_phdr {
	uint32_t type, flags;
	uint64_t offset, vaddr, paddr, filesz, memsz, align;
};

struct elf_shdr {
	uint32_t name, type;
	uint64_t flags, addr, offset, size;
	uint32_t link, info;
	uint64_t addralign, entsize;
};

struct elf_sym {
	uint32_t name;
	uint8_t info, other;
	uint16_t shndx;
	uint64_t value, size;
};

struct elf_dyn {
	int64_t tag;
	uint64_t value;
};

#endif
