/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Reading an image's ELF headers. The file is not trusted: whatever is
 * wrong with it ends in a message that says what.
 */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "image.h"
#include "message.h"
#include "note.h"

#define PVH_NOTE_TYPE 18 /* XEN_ELFNOTE_PHYS32_ENTRY */
#define UK_NOTE_TYPE  1
#define FOUR_GIB      (1ull << 32)

/* The record layout of uk_set_param that matters here. */
#define PARAM_SIZE 40

#define refuse(...) die(EXIT_NOT_IMAGE, __VA_ARGS__)

const void *image_at(const struct image *im, uint64_t off, uint64_t len)
{
	if (off > im->size || len > im->size - off)
		return NULL;
	return im->map + off;
}

static void map_file(struct image *im)
{
	struct stat st;
	int fd = open(im->path, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		die(errno == ENOENT || errno == ENOTDIR ? EXIT_NOT_FOUND : EXIT_NOT_IMAGE,
		    "%s: %s", im->path, strerror(errno));
	if (fstat(fd, &st) < 0)
		refuse("%s: %s", im->path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		refuse("%s: not a regular file", im->path);
	im->size = (size_t)st.st_size;
	if (im->size < sizeof(Elf64_Ehdr))
		refuse("%s: not an image: too short for an ELF file", im->path);
	im->map = mmap(NULL, im->size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (im->map == MAP_FAILED)
		refuse("%s: %s", im->path, strerror(errno));
	close(fd);
}

static void check_header(struct image *im)
{
	const Elf64_Ehdr *h = (const void *)im->map;

	if (memcmp(h->e_ident, ELFMAG, SELFMAG) != 0)
		refuse("%s: not an image: not an ELF file", im->path);
	if (h->e_ident[EI_CLASS] != ELFCLASS64 || h->e_ident[EI_DATA] != ELFDATA2LSB ||
	    !(im->arch = arch_of(h->e_machine)))
		refuse("%s: not an image for x86_64 or aarch64", im->path);
	if (h->e_type == ET_REL)
		refuse("%s: an object file; link it with ukcc", im->path);
	if (h->e_type != ET_EXEC && h->e_type != ET_DYN)
		refuse("%s: not an executable", im->path);
	if (!h->e_phnum || h->e_phentsize != sizeof(Elf64_Phdr) || h->e_phoff % 8 ||
	    !image_at(im, h->e_phoff, (uint64_t)h->e_phnum * sizeof(Elf64_Phdr)))
		refuse("%s: damaged: the program headers are not in the file", im->path);
}

/* All notes of one segment. */
static void read_notes(struct image *im, const Elf64_Phdr *ph)
{
	const uint8_t *p = image_at(im, ph->p_offset, ph->p_filesz);
	uint64_t left = ph->p_filesz, name, desc;
	Elf64_Nhdr n;

	while (left >= sizeof(n)) {
		memcpy(&n, p, sizeof(n));
		p += sizeof(n);
		left -= sizeof(n);
		name = ((uint64_t)n.n_namesz + 3) & ~3ull;
		desc = ((uint64_t)n.n_descsz + 3) & ~3ull;
		if (name > left || n.n_descsz > left - name)
			refuse("%s: damaged: a note is longer than its segment", im->path);
		if (n.n_namesz == 4 && memcmp(p, "Xen", 4) == 0 && n.n_type == PVH_NOTE_TYPE)
			im->pvh = true;
		if (n.n_namesz == 7 && memcmp(p, "ukpool", 7) == 0 &&
		    n.n_type == UK_NOTE_TYPE) {
			im->note = (const char *)p + name;
			im->note_len = n.n_descsz;
		}
		if (desc > left - name)
			desc = left - name; /* the last one's padding may be missing */
		p += name + desc;
		left -= name + desc;
	}
}

static void read_segments(struct image *im)
{
	const Elf64_Ehdr *h = (const void *)im->map;
	const Elf64_Phdr *ph = (const void *)(im->map + h->e_phoff);
	unsigned i;

	for (i = 0; i < h->e_phnum; i++, ph++) {
		if (ph->p_type != PT_LOAD && ph->p_type != PT_NOTE)
			continue;
		if (!image_at(im, ph->p_offset, ph->p_filesz))
			refuse("%s: damaged: segment %u is not in the file (truncated?)",
			       im->path, i);
		if (ph->p_type == PT_NOTE) {
			read_notes(im, ph);
			continue;
		}
		if (ph->p_filesz > ph->p_memsz || ph->p_paddr >= FOUR_GIB ||
		    ph->p_memsz >= FOUR_GIB - ph->p_paddr)
			refuse("%s: damaged: segment %u has an impossible size or address",
			       im->path, i);
		if (ph->p_paddr < im->start)
			im->start = ph->p_paddr;
		if (ph->p_paddr + ph->p_memsz > im->end)
			im->end = ph->p_paddr + ph->p_memsz;
	}
}

void image_open(struct image *im, const char *path)
{
	bool bootable;

	*im = (struct image){ .path = path, .start = UINT64_MAX };
	map_file(im);
	check_header(im);
	read_segments(im);
	/* Platforms pc and xen bring a PVH note, too: what the image says of itself decides. */
	bootable = (im->pvh || !im->arch->pvh) &&
		   (im->note ? note_says(im, "platform", "kvm") : im->arch->pvh);
	if (!bootable && im->note)
		refuse("%s: not linked for virtual machines; link it with -luk-plat-kvm, too",
		       path);
	if (!bootable)
		refuse("%s: not an image: it has no %s note (is it linked with ukcc?)", path,
		       im->arch->pvh ? "PVH" : "ukpool");
}

void image_must_fit(const struct image *im, uint64_t ram, unsigned long mem_kib)
{
	if (im->start < ram)
		refuse("%s: begins at 0x%llx, but this machine's memory at 0x%llx", im->path,
		       (unsigned long long)im->start, (unsigned long long)ram);
	if (im->end - ram > (uint64_t)mem_kib << 10)
		die(EXIT_UKRUN,
		    "%s: reaches up to %lu KiB; the machine has %lu: use a larger -m", im->path,
		    (unsigned long)((im->end - ram + 1023) >> 10), mem_kib);
}

void image_open_symbols(struct image *im, const char *path)
{
	*im = (struct image){ .path = path };
	map_file(im);
	check_header(im);
}

/* The string at address @addr, or NULL. */
static const char *string_at(const struct image *im, uint64_t addr)
{
	const Elf64_Ehdr *h = (const void *)im->map;
	const Elf64_Phdr *ph = (const void *)(im->map + h->e_phoff);
	const char *s;
	unsigned i;

	for (i = 0; i < h->e_phnum; i++, ph++)
		if (ph->p_type == PT_LOAD && addr >= ph->p_vaddr &&
		    addr - ph->p_vaddr < ph->p_filesz) {
			s = image_at(im, ph->p_offset, ph->p_filesz);
			if (!s)
				return NULL;
			s += addr - ph->p_vaddr;
			return memchr(s, 0, ph->p_filesz - (addr - ph->p_vaddr)) ? s : NULL;
		}
	return NULL;
}

bool image_is_code(const struct image *im, uint64_t addr)
{
	const Elf64_Ehdr *h = (const void *)im->map;
	const Elf64_Phdr *ph = (const void *)(im->map + h->e_phoff);
	unsigned i;

	for (i = 0; i < h->e_phnum; i++, ph++)
		if (ph->p_type == PT_LOAD && ph->p_flags & PF_X && addr >= ph->p_vaddr &&
		    addr - ph->p_vaddr < ph->p_memsz)
			return true;
	return false;
}

/* Unlike program headers, section headers may be missing. */
const Elf64_Shdr *image_section_at(const struct image *im, uint32_t index)
{
	const Elf64_Ehdr *h = (const void *)im->map;
	const Elf64_Shdr *sh;

	if (h->e_shentsize != sizeof(*sh) || h->e_shoff % 8 || index >= h->e_shnum)
		return NULL;
	sh = image_at(im, h->e_shoff, (uint64_t)h->e_shnum * sizeof(*sh));
	return sh ? &sh[index] : NULL;
}

const Elf64_Shdr *image_section(const struct image *im, uint32_t type)
{
	const Elf64_Shdr *sh;
	uint32_t i;

	for (i = 0; (sh = image_section_at(im, i)); i++)
		if (sh->sh_type == type)
			break;
	return sh;
}

static const Elf64_Shdr *section_named(const struct image *im, const char *name)
{
	const Elf64_Ehdr *h = (const void *)im->map;
	const Elf64_Shdr *names = image_section_at(im, h->e_shstrndx), *sh;
	const char *tab = names ? image_at(im, names->sh_offset, names->sh_size) : NULL;
	uint32_t i;

	if (!tab || !names->sh_size || tab[names->sh_size - 1])
		return NULL;
	for (i = 0; (sh = image_section_at(im, i)); i++)
		if (sh->sh_name < names->sh_size && strcmp(tab + sh->sh_name, name) == 0)
			break;
	return sh;
}

bool image_has_param(const struct image *im, const char *name)
{
	const Elf64_Shdr *sh = section_named(im, "uk_set_param");
	const uint8_t *p = NULL;
	uint64_t i, addr;
	const char *s;

	if (sh && sh->sh_type == SHT_PROGBITS)
		p = image_at(im, sh->sh_offset, sh->sh_size);
	for (i = 0; p && sh->sh_size - i >= PARAM_SIZE; i += PARAM_SIZE) {
		memcpy(&addr, p + i, sizeof(addr));
		s = string_at(im, addr);
		if (s && strcmp(s, name) == 0)
			return true;
	}
	return false;
}
