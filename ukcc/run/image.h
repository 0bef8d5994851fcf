/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The image's file: may it be booted, and what does it say of itself?
 */
#ifndef UKRUN_IMAGE_H
#define UKRUN_IMAGE_H

#include <elf.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "machine.h"

struct image {
	const char *path;
	const uint8_t *map; /* the file; every offset into it is checked */
	size_t size;
	const struct arch *arch;
	uint64_t start;	  /* physical address */
	uint64_t end;	  /* first physical address after it */
	bool pvh;	  /* has a PVH note */
	const char *note; /* ukcc's description, not terminated; NULL if there is none */
	size_t note_len;
};

/*
 * Maps and checks the file. Ends the program with status 127 (no such file)
 * or 126 (not bootable) and a message.
 */
void image_open(struct image *im, const char *path);

/* Ends the program with a message if the image is not within @mem_kib of memory at @ram. */
void image_must_fit(const struct image *im, uint64_t ram, unsigned long mem_kib);

/* The same for a file that is only to be asked for symbols. */
void image_open_symbols(struct image *im, const char *path);

/* Does the image have parameter @name (the linker set uk_set_param, uk/param.h)? */
bool image_has_param(const struct image *im, const char *name);

/* Is @addr in an executable segment? */
bool image_is_code(const struct image *im, uint64_t addr);

/* @len bytes at file offset @off, or NULL if they are not in the file. */
const void *image_at(const struct image *im, uint64_t off, uint64_t len);

/* The section of @index, the first of @type; NULL if there is none. */
const Elf64_Shdr *image_section_at(const struct image *im, uint32_t index);
const Elf64_Shdr *image_section(const struct image *im, uint32_t type);

#endif
