/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Write a 64-bit little-endian ELF relocatable object, and an ar archive with
 * a symbol index, in memory: what ukcc generates for each link, without
 * running an assembler.
 */
#ifndef UKCC_OBJECT_H
#define UKCC_OBJECT_H

#include <elf.h>
#include <stdint.h>

#include "../common/mem.h"

struct object;

/* For processor @machine (EM_*). */
struct object *object_new(uint16_t machine);
/* A section of @n bytes; the object keeps a copy. Returns its index. */
unsigned object_section(struct object *o, const char *name, uint32_t type, uint64_t flags,
			uint64_t align, const void *data, size_t n);
/*
 * A global symbol; @section 0 makes it undefined, SHN_ABS absolute. Local ones
 * must be added before all globals. Returns its index.
 */
unsigned object_symbol(struct object *o, const char *name, unsigned bind, unsigned type,
		       unsigned section, uint64_t value, uint64_t size);
/* Relocation of @type in @section at @offset. At most one call sequence per section. */
void object_reloc(struct object *o, uint32_t type, unsigned section, uint64_t offset,
		  unsigned symbol, int64_t addend);
/* Lay it out into @out, which is then the object file. */
void object_finish(struct object *o, struct buf *out);

struct archive_member {
	const char *name;   /* at most 15 bytes */
	const char *symbol; /* the one symbol it defines */
	struct buf object;
};
void archive_write(const struct archive_member *m, size_t n, struct buf *out);

#endif
