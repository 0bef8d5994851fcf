/* SPDX-License-Identifier: BSD-3-Clause */
/* The parts of the ELF format (System V gABI, chapters 4 and 5) that are read at run time. */
#ifndef LINUX_ELF_H
#define LINUX_ELF_H

#include <stdint.h>

struct elf_header {
	uint8_t ident[16]; /* 0x7f 'E' 'L' 'F', 2: 64 bits, 1: little-endian */
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
#define ELF_PT_LOAD 1

struct elf_shdr {
	uint32_t name, type;
	uint64_t flags, addr, offset, size;
	uint32_t link, info;
	uint64_t addralign, entsize;
};
#define ELF_SHT_SYMTAB 2
#define ELF_SHT_DYNSYM 11

struct elf_sym {
	uint32_t name;
	uint8_t info, other;
	uint16_t shndx;
	uint64_t value, size;
};
#define ELF_STT_FUNC 2

/* A symbol table of a mapped ELF file and its strings. */
struct elf_symbols {
	const struct elf_sym *sym;
	uint64_t nsym;
	const char *strings;
	uint64_t strings_len; /* > 0, and the last byte is 0 */
};

/*
 * symtab.c: find the first section of @type (SYMTAB or DYNSYM) in the @len bytes of file at
 * @file, 8-byte aligned. Every offset is checked; false: none, or malformed.
 */
_Bool uk_elf_symbols(const void *file, uint64_t len, uint32_t type, struct elf_symbols *out);
/* The name of @s, or NULL if it is out of bounds. */
const char *uk_elf_name(const struct elf_symbols *t, const struct elf_sym *s);

#endif
