/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Function names for crash reports of a Linux process, from the symbol table in
 * the image's own file. Only called while crashing; everything is checked
 * against the file's size, because the file may have been replaced meanwhile.
 */
#include "linux.h"
#include "elf.h"

#define LINUX_O_RDONLY 0
#define LINUX_SEEK_END 2

static const char *file;
static uint64_t file_len;

static const void *at(uint64_t off, uint64_t len)
{
	return off <= file_len && len <= file_len - off ? file + off : NULL;
}

static bool map_file(void)
{
	static bool tried;
	long fd, r;

	if (tried)
		return file;
	tried = true;
	fd = SYS3(open, uk_boot_info->image_path, LINUX_O_RDONLY, 0);
	if (fd < 0)
		return false;
	r = SYS3(lseek, fd, 0, LINUX_SEEK_END);
	if (r > 0) {
		file_len = r;
		r = SYS6(mmap, 0, file_len, 1 /* PROT_READ */, 2 /* MAP_PRIVATE */, fd, 0);
		if (r > 0)
			file = (const char *)r;
	}
	SYS1(close, fd);
	return file;
}

static const struct elf_shdr *section(const struct elf_ehdr *e, unsigned i)
{
	return i < e->shnum ? at(e->shoff + i * sizeof(struct elf_shdr), sizeof(struct elf_shdr)) : NULL;
}

const char *linux_symbol(uintptr_t pc, uintptr_t *offset)
{
	const struct elf_ehdr *e = map_file() ? at(0, sizeof(*e)) : NULL;
	const struct elf_shdr *s = NULL, *str;
	const struct elf_sym *syms, *best = NULL;
	const char *names;

	if (!e)
		return NULL;
	for (unsigned i = 0; (s = section(e, i)) && s->type != ELF_SHT_SYMTAB; i++)
		;
	str = s ? section(e, s->link) : NULL;
	syms = str ? at(s->offset, s->size) : NULL;
	names = str ? at(str->offset, str->size) : NULL;
	if (!syms || !names)
		return NULL; /* stripped */
	for (uint64_t i = 0; i < s->size / sizeof(*syms); i++)
		if ((syms[i].info & 15) == ELF_STT_FUNC && syms[i].value <= pc && pc - syms[i].value < syms[i].size)
			best = &syms[i];
	if (!best || best->name >= str->size || names[str->size - 1] != '\0')
		return NULL;
	*offset = pc - best->value;
	return names + best->name;
}
