/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reading linked images. The buffer that holds the file is aligned as malloc
 * aligns, and tables at odd offsets are refused.
 */
#include <errno.h>
#include <string.h>

#include "image.h"
#include "note.h"

/* Are @count things of @size at @offset inside the file, and aligned to 8? */
static const void *table(const struct elf_image *im, uint64_t offset, uint64_t count,
			 size_t size)
{
	if (offset > im->file.n || offset % 8 || count > (im->file.n - offset) / size)
		return NULL;
	return im->file.p + offset;
}

static bool refuse(struct elf_image *im, const char *why)
{
	im->why = xasprintf("%s: %s", im->path, why);
	return false;
}

bool elf_open(struct elf_image *im, const char *path)
{
	const Elf64_Ehdr *eh;

	*im = (struct elf_image){ .path = path };
	if (!buf_read_file(&im->file, path))
		return refuse(im, strerror(errno));
	eh = im->eh = (const Elf64_Ehdr *)(const void *)im->file.p;
	if (im->file.n < sizeof(*eh) || memcmp(eh->e_ident, ELFMAG, SELFMAG))
		return refuse(im, "not an ELF file");
	if (eh->e_ident[EI_CLASS] != ELFCLASS64 || eh->e_ident[EI_DATA] != ELFDATA2LSB)
		return refuse(im, "not a 64-bit little-endian ELF file");
	if (eh->e_type != ET_EXEC && eh->e_type != ET_DYN)
		return refuse(im, "not a linked program");
	if (eh->e_phentsize == sizeof(Elf64_Phdr))
		im->segments = table(im, eh->e_phoff, eh->e_phnum, sizeof(Elf64_Phdr));
	im->n_segments = im->segments ? eh->e_phnum : 0;
	if (eh->e_shentsize == sizeof(Elf64_Shdr) && eh->e_shoff)
		im->sections = table(im, eh->e_shoff, eh->e_shnum, sizeof(Elf64_Shdr));
	im->n_sections = im->sections ? eh->e_shnum : 0;
	if (!im->segments)
		return refuse(im, "no program headers");
	return true;
}

const void *elf_bytes(const struct elf_image *im, const Elf64_Shdr *s)
{
	if (s->sh_type == SHT_NOBITS || s->sh_offset > im->file.n ||
	    s->sh_size > im->file.n - s->sh_offset)
		return NULL;
	return im->file.p + s->sh_offset;
}

const char *elf_section_name(const struct elf_image *im, const Elf64_Shdr *s)
{
	const Elf64_Shdr *names;
	const char *p;

	if (im->eh->e_shstrndx >= im->n_sections)
		return "";
	names = &im->sections[im->eh->e_shstrndx];
	p = elf_bytes(im, names);
	if (!p || s->sh_name >= names->sh_size ||
	    !memchr(p + s->sh_name, 0, names->sh_size - s->sh_name))
		return "";
	return p + s->sh_name;
}

const Elf64_Shdr *elf_section(const struct elf_image *im, const char *name)
{
	for (unsigned i = 1; i < im->n_sections; i++)
		if (!strcmp(elf_section_name(im, &im->sections[i]), name))
			return &im->sections[i];
	return NULL;
}

const void *elf_at(const struct elf_image *im, uint64_t address, uint64_t n)
{
	for (unsigned i = 0; i < im->n_segments; i++) {
		const Elf64_Phdr *p = &im->segments[i];
		uint64_t at = address - p->p_vaddr;

		if (p->p_type != PT_LOAD || address < p->p_vaddr || at > p->p_filesz ||
		    n > p->p_filesz - at)
			continue;
		if (p->p_offset > im->file.n || at > im->file.n - p->p_offset ||
		    n > im->file.n - p->p_offset - at)
			return NULL;
		return im->file.p + p->p_offset + at;
	}
	return NULL;
}

const char *elf_string_at(const struct elf_image *im, uint64_t address)
{
	const char *s = elf_at(im, address, 1);

	return s && memchr(s, 0, im->file.n - (size_t)(s - im->file.p)) ? s : NULL;
}

bool elf_symbols(const struct elf_image *im, const Elf64_Sym **sym, size_t *n,
		 const char **strings, size_t *strings_size)
{
	for (unsigned i = 1; i < im->n_sections; i++) {
		const Elf64_Shdr *s = &im->sections[i], *t;

		if (s->sh_type != SHT_SYMTAB || s->sh_link >= im->n_sections)
			continue;
		t = &im->sections[s->sh_link];
		*n = s->sh_size / sizeof(**sym);
		*sym = table(im, s->sh_offset, *n, sizeof(**sym));
		*strings = elf_bytes(im, t);
		*strings_size = t->sh_size;
		return *sym && *strings && *strings_size && !(*strings)[*strings_size - 1];
	}
	return false;
}

/* The notes of one segment or section; each is three words, the owner, the payload. */
static char *find_note(const char *p, uint64_t n)
{
	Elf64_Nhdr h;

	while (n >= sizeof(h)) {
		uint64_t name, desc;

		memcpy(&h, p, sizeof(h));
		name = ((uint64_t)h.n_namesz + 3) & ~3ull;
		desc = ((uint64_t)h.n_descsz + 3) & ~3ull;
		if (name > n - sizeof(h) || desc > n - sizeof(h) - name)
			return NULL;
		if (h.n_type == UK_NOTE_TYPE && h.n_namesz == sizeof(UK_NOTE_OWNER) &&
		    !memcmp(p + sizeof(h), UK_NOTE_OWNER, sizeof(UK_NOTE_OWNER)))
			return xstrndup(p + sizeof(h) + name, h.n_descsz);
		p += sizeof(h) + name + desc;
		n -= sizeof(h) + name + desc;
	}
	return NULL;
}

char *elf_uk_note(const struct elf_image *im)
{
	for (unsigned i = 0; i < im->n_segments; i++) {
		const Elf64_Phdr *p = &im->segments[i];
		char *text = NULL;

		if (p->p_type == PT_NOTE && p->p_offset <= im->file.n &&
		    p->p_filesz <= im->file.n - p->p_offset)
			text = find_note(im->file.p + p->p_offset, p->p_filesz);
		if (text)
			return text;
	}
	return NULL;
}
