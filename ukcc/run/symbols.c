/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Search of the symbol table. It is walked from end to end for each address:
 * a crash has a dozen of them.
 */
#include <elf.h>
#include <stdio.h>
#include <string.h>

#include "lines.h"
#include "symbols.h"

struct match {
	const char *name;
	unsigned long long start;
	bool covers; /* the symbol's size says that the address is in it */
};

static bool better(const struct match *old, const Elf64_Sym *sym, bool covers)
{
	if (!old->name || covers != old->covers)
		return !old->name || covers;
	return sym->st_value > old->start;
}

/* The function or assembly label that @addr is in. */
static struct match find(const struct image *im, unsigned long long addr)
{
	const Elf64_Shdr *tab = image_section(im, SHT_SYMTAB), *str;
	const Elf64_Sym *sym, *end;
	struct match m = { 0 };
	const char *names;
	bool covers;

	str = tab ? image_section_at(im, tab->sh_link) : NULL;
	if (!str || tab->sh_offset % 8 || !str->sh_size)
		return m;
	sym = image_at(im, tab->sh_offset, tab->sh_size);
	names = image_at(im, str->sh_offset, str->sh_size);
	if (!sym || !names || names[str->sh_size - 1])
		return m;
	for (end = sym + tab->sh_size / sizeof(*sym); sym < end; sym++) {
		if ((ELF64_ST_TYPE(sym->st_info) != STT_FUNC &&
		     ELF64_ST_TYPE(sym->st_info) != STT_NOTYPE) ||
		    sym->st_shndx == SHN_UNDEF || sym->st_shndx >= SHN_LORESERVE ||
		    sym->st_value > addr || sym->st_name >= str->sh_size ||
		    !names[sym->st_name])
			continue;
		covers = addr - sym->st_value < sym->st_size;
		if (!covers && sym->st_size)
			continue; /* it ends before @addr */
		if (better(&m, sym, covers))
			m = (struct match){ names + sym->st_name, sym->st_value, covers };
	}
	return m;
}

bool symbols_find(struct symbols *s, unsigned long long addr, char *buf, size_t len)
{
	struct match m = { 0 };
	char line[384];
	bool have_line;

	if (!image_is_code(s->image, addr))
		return false;
	m = find(s->image, addr);
	if (!s->lines_tried) {
		s->lines = lines_open(s->image->path);
		s->lines_tried = true;
	}
	have_line = s->lines && lines_find(s->lines, addr, line, sizeof(line));
	if (m.name && have_line)
		snprintf(buf, len, "%s (%s)", m.name, line);
	else if (m.name)
		snprintf(buf, len, "%s+0x%llx", m.name, addr - m.start);
	else if (have_line)
		snprintf(buf, len, "(%s)", line);
	return m.name || have_line;
}
