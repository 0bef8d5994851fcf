/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Read a linked image (a static 64-bit little-endian ELF executable): sections,
 * bytes at a virtual address, symbols, the note. Any file may be given; every
 * offset is checked, and what is not there is not found.
 */
#ifndef UKCC_IMAGE_H
#define UKCC_IMAGE_H

#include <elf.h>
#include <stdbool.h>
#include <stdint.h>

#include "../common/mem.h"

struct elf_image {
	const char *path;
	struct buf file;
	const Elf64_Ehdr *eh;
	const Elf64_Shdr *sections;
	unsigned n_sections;
	const Elf64_Phdr *segments;
	unsigned n_segments;
	char *why; /* after a failure */
};

/* False: .why says why this is no image. */
bool elf_open(struct elf_image *im, const char *path);
/* Name of a section; "" if it has none. */
const char *elf_section_name(const struct elf_image *im, const Elf64_Shdr *s);
const Elf64_Shdr *elf_section(const struct elf_image *im, const char *name);
/* A section's bytes, or NULL if the file does not hold them. */
const void *elf_bytes(const struct elf_image *im, const Elf64_Shdr *s);
/* @n bytes of the loaded image at @address; NULL if the file has none there (.bss, or nothing).
 */
const void *elf_at(const struct elf_image *im, uint64_t address, uint64_t n);
/* A zero-terminated string at @address, or NULL. */
const char *elf_string_at(const struct elf_image *im, uint64_t address);
/* The symbol table and its strings. False if stripped. */
bool elf_symbols(const struct elf_image *im, const Elf64_Sym **sym, size_t *n,
		 const char **strings, size_t *strings_size);
/* The payload of ukcc's note (elf/note.h), zero-terminated; NULL if there is none. */
char *elf_uk_note(const struct elf_image *im);

#endif
