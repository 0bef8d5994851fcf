/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A small ELF writer (System V gABI, chapter 4): sections in the order they
 * were added, then their relocation sections, then symbols and strings.
 */
#include <string.h>

#include "../common/say.h"
#include "object.h"

#define MAX_SECTIONS 16

struct section {
	Elf64_Shdr h;
	struct buf data, rela;
};

struct object {
	struct section s[MAX_SECTIONS];
	unsigned n;
	struct buf symbols, strings, names;
	uint16_t machine;
	unsigned locals; /* index of the first global symbol */
};

static uint32_t name_in(struct buf *b, const char *s)
{
	uint32_t at = (uint32_t)b->n;

	buf_add(b, s, strlen(s) + 1);
	return at;
}

struct object *object_new(uint16_t machine)
{
	static const Elf64_Sym none;
	struct object *o = xzalloc(sizeof(*o));

	o->machine = machine;
	o->n = 1;
	o->locals = 1;
	buf_add(&o->symbols, &none, sizeof(none));
	name_in(&o->strings, "");
	name_in(&o->names, "");
	return o;
}

unsigned object_section(struct object *o, const char *name, uint32_t type, uint64_t flags,
			uint64_t align, const void *data, size_t n)
{
	struct section *s = &o->s[o->n];

	if (o->n == MAX_SECTIONS)
		die("internal: too many sections in a generated object");
	s->h.sh_name = name_in(&o->names, name);
	s->h.sh_type = type;
	s->h.sh_flags = flags;
	s->h.sh_addralign = align;
	buf_add(&s->data, data, n);
	return o->n++;
}

unsigned object_symbol(struct object *o, const char *name, unsigned bind, unsigned type,
		       unsigned section, uint64_t value, uint64_t size)
{
	Elf64_Sym sym = {
		.st_name = *name ? name_in(&o->strings, name) : 0,
		.st_info = (unsigned char)ELF64_ST_INFO(bind, type),
		.st_shndx = (uint16_t)section,
		.st_value = value,
		.st_size = size,
	};
	unsigned index = (unsigned)(o->symbols.n / sizeof(sym));

	buf_add(&o->symbols, &sym, sizeof(sym));
	if (bind == STB_LOCAL)
		o->locals = index + 1;
	return index;
}

void object_reloc(struct object *o, uint32_t type, unsigned section, uint64_t offset,
		  unsigned symbol, int64_t addend)
{
	Elf64_Rela r = {
		.r_offset = offset,
		.r_info = ELF64_R_INFO((uint64_t)symbol, type),
		.r_addend = addend,
	};

	buf_add(&o->s[section].rela, &r, sizeof(r));
}

static void place(struct buf *out, Elf64_Shdr *h, const struct buf *data)
{
	buf_align(out, h->sh_addralign > 1 ? h->sh_addralign : 1);
	h->sh_offset = out->n;
	h->sh_size = data->n;
	buf_add(out, data->p, data->n);
}

void object_finish(struct object *o, struct buf *out)
{
	Elf64_Ehdr eh = {
		.e_ident = { ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB,
			     EV_CURRENT },
		.e_type = ET_REL,
		.e_machine = o->machine,
		.e_version = EV_CURRENT,
		.e_ehsize = sizeof(Elf64_Ehdr),
		.e_shentsize = sizeof(Elf64_Shdr),
	};
	Elf64_Shdr table[2 * MAX_SECTIONS + 3] = { 0 };
	unsigned n = o->n, relas = 0, symtab;

	for (unsigned i = 1; i < o->n; i++)
		relas += o->s[i].rela.n > 0;
	symtab = o->n + relas;

	buf_add(out, &eh, sizeof(eh));
	for (unsigned i = 1; i < o->n; i++) {
		place(out, &o->s[i].h, &o->s[i].data);
		table[i] = o->s[i].h;
	}
	for (unsigned i = 1; i < o->n; i++) {
		char name[64] = ".rela";

		if (!o->s[i].rela.n)
			continue;
		strncat(name, o->names.p + o->s[i].h.sh_name, sizeof(name) - 6);
		table[n] = (Elf64_Shdr){
			.sh_name = name_in(&o->names, name),
			.sh_type = SHT_RELA,
			.sh_flags = SHF_INFO_LINK,
			.sh_link = symtab,
			.sh_info = i,
			.sh_addralign = 8,
			.sh_entsize = sizeof(Elf64_Rela),
		};
		place(out, &table[n++], &o->s[i].rela);
	}
	table[n] = (Elf64_Shdr){
		.sh_name = name_in(&o->names, ".symtab"),
		.sh_type = SHT_SYMTAB,
		.sh_link = symtab + 1,
		.sh_info = o->locals,
		.sh_addralign = 8,
		.sh_entsize = sizeof(Elf64_Sym),
	};
	place(out, &table[n++], &o->symbols);
	table[n] = (Elf64_Shdr){ .sh_name = name_in(&o->names, ".strtab"),
				 .sh_type = SHT_STRTAB,
				 .sh_addralign = 1 };
	place(out, &table[n++], &o->strings);
	table[n] = (Elf64_Shdr){ .sh_name = name_in(&o->names, ".shstrtab"),
				 .sh_type = SHT_STRTAB,
				 .sh_addralign = 1 };
	place(out, &table[n++], &o->names);

	buf_align(out, 8);
	eh.e_shoff = out->n;
	eh.e_shnum = (uint16_t)n;
	eh.e_shstrndx = (uint16_t)(n - 1);
	memcpy(out->p, &eh, sizeof(eh));
	buf_add(out, table, n * sizeof(*table));
}
