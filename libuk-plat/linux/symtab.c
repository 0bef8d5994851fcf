/* SPDX-License-Identifier: BSD-3-Clause */
/* Finding a symbol table in an ELF file in memory, without trusting the file. */
#include <stddef.h>
#include <uk/compiler.h>
#include "elf.h"

static const void *at(const void *file, uint64_t len, uint64_t offset, uint64_t size)
{
	if (offset > len || size > len - offset || offset % 8)
		return NULL;
	return (const char *)file + offset;
}

_Bool uk_elf_symbols(const void *file, uint64_t len, uint32_t type, struct elf_symbols *out)
{
	const struct elf_header *h = at(file, len, 0, sizeof(*h));
	const struct elf_shdr *sh, *str;

	if (!h || __builtin_memcmp(h->ident, "\177ELF\2\1", 6) || h->shentsize != sizeof(*sh))
		return 0;
	sh = at(file, len, h->shoff, (uint64_t)h->shnum * sizeof(*sh));
	if (!sh)
		return 0;
	for (unsigned i = 0; i < h->shnum; i++) {
		if (sh[i].type != type || sh[i].entsize != sizeof(struct elf_sym) ||
		    sh[i].link >= h->shnum)
			continue;
		str = &sh[sh[i].link];
		out->sym = at(file, len, sh[i].offset, sh[i].size);
		out->nsym = sh[i].size / sizeof(struct elf_sym);
		/* Strings need no alignment. */
		if (!out->sym || str->size == 0 || str->offset > len ||
		    str->size > len - str->offset)
			return 0;
		out->strings = (const char *)file + str->offset;
		out->strings_len = str->size;
		return out->strings[str->size - 1] == '\0';
	}
	return 0;
}

const char *uk_elf_name(const struct elf_symbols *t, const struct elf_sym *s)
{
	return s->name < t->strings_len ? t->strings + s->name : NULL;
}
