/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Bytes by package. A global symbol belongs to the package whose archive
 * defines it; a local one to the package of the object it came from, which is
 * known by the source file's name in the symbol table (foo.c is foo.o in its
 * archive). What no symbol covers (strings, padding) is counted as "unnamed".
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../common/say.h"
#include "info.h"

enum kind { TEXT, RODATA, DATA, BSS, KINDS };

struct row {
	const char *name;
	uint64_t size[KINDS];
};

struct table {
	const struct info *in;
	struct providers providers;
	struct row *rows;
	size_t n;
	uint64_t total[KINDS], named[KINDS];
};

static struct row *row(struct table *t, const char *name)
{
	for (size_t i = 0; i < t->n; i++)
		if (!strcmp(t->rows[i].name, name))
			return &t->rows[i];
	t->rows = xrealloc(t->rows, (t->n + 1) * sizeof(*t->rows));
	t->rows[t->n] = (struct row){ .name = name };
	return &t->rows[t->n++];
}

static bool kind_of(const Elf64_Shdr *s, enum kind *k)
{
	if (!(s->sh_flags & SHF_ALLOC))
		return false;
	*k = s->sh_flags & SHF_EXECINSTR  ? TEXT
	     : !(s->sh_flags & SHF_WRITE) ? RODATA
	     : s->sh_type == SHT_NOBITS	  ? BSS
					  : DATA;
	return true;
}

/* "libc_nano" and "libm" are newlib's; a package's own archive is its own. */
static const char *owner(const struct provider *p)
{
	if (!p)
		return NULL;
	if (p->package)
		return p->name;
	return !strcmp(p->name, "libc") || !strcmp(p->name, "libc_nano") ||
			       !strcmp(p->name, "libm")
		       ? "newlib"
		       : p->name;
}

static bool in_note(const struct info *in, const char *name)
{
	const char *s = in->note;
	size_t n = strlen(name);

	for (; (s = strstr(s, "package ")); s++)
		if (!strncmp(s + 8, name, n) && s[8 + n] == ' ')
			return true;
	return false;
}

/* Of several that define a symbol, one that is in the image. */
static const char *owner_of_symbol(const struct table *t, const char *symbol)
{
	const char *any = NULL;
	const struct provider *p;
	size_t from = 0;

	while ((p = providers_find(&t->providers, from, symbol, NULL))) {
		from = (size_t)(p - t->providers.v) + 1;
		if (in_note(t->in, owner(p)))
			return owner(p);
		if (!p->package && !any)
			any = owner(p);
	}
	return any;
}

/* Of "coop.c": who has a member coop.o, or libc's lib_a-coop.o. */
static const char *owner_of_file(const struct table *t, const char *file)
{
	const char *slash = strrchr(file, '/'), *name = slash ? slash + 1 : file;
	size_t n = strcspn(name, ".");

	for (size_t i = 0; i < t->providers.n; i++) {
		const struct provider *p = &t->providers.v[i];

		for (size_t j = 0; j < p->map.members.n; j++) {
			const char *m = p->map.members.v[j], *dash = strrchr(m, '-');
			const char *tail = dash ? dash + 1 : m;

			if (((!strncmp(m, name, n) && !strcmp(m + n, ".o")) ||
			     (!strncmp(tail, name, n) && !strcmp(tail + n, ".o"))) &&
			    in_note(t->in, owner(p)))
				return owner(p);
		}
	}
	return NULL;
}

static void count(struct table *t, const Elf64_Sym *sym, size_t n, const char *strings,
		  size_t size)
{
	const char *file_owner = NULL;
	char *last_file = NULL;

	for (size_t i = 1; i < n; i++) {
		const char *name = sym[i].st_name < size ? strings + sym[i].st_name : "";
		const char *who;
		enum kind k;

		if (ELF64_ST_TYPE(sym[i].st_info) == STT_FILE) {
			if (!last_file || strcmp(last_file, name))
				file_owner = *name ? owner_of_file(t, name) : NULL;
			last_file = xstrdup(name);
			continue;
		}
		if (!sym[i].st_size || sym[i].st_shndx >= t->in->image.n_sections ||
		    ELF64_ST_TYPE(sym[i].st_info) == STT_TLS ||
		    !kind_of(&t->in->image.sections[sym[i].st_shndx], &k))
			continue;
		who = ELF64_ST_BIND(sym[i].st_info) == STB_LOCAL ? file_owner
								 : owner_of_symbol(t, name);
		row(t, who ? who : "(program)")->size[k] += sym[i].st_size;
		t->named[k] += sym[i].st_size;
	}
}

static int by_size(const void *a, const void *b)
{
	const struct row *x = a, *y = b;
	uint64_t p = x->size[TEXT] + x->size[RODATA] + x->size[DATA];
	uint64_t q = y->size[TEXT] + y->size[RODATA] + y->size[DATA];

	return p < q ? 1 : p > q ? -1 : strcmp(x->name, y->name);
}

static void line(const char *name, const uint64_t s[KINDS])
{
	printf("%-26s %9llu %9llu %9llu %9llu\n", name, (unsigned long long)s[TEXT],
	       (unsigned long long)s[RODATA], (unsigned long long)s[DATA],
	       (unsigned long long)s[BSS]);
}

int print_size(struct info *in)
{
	struct table t = { .in = in };
	const Elf64_Sym *sym;
	const char *strings;
	uint64_t rest[KINDS];
	size_t n, size;

	if (!elf_symbols(&in->image, &sym, &n, &strings, &size)) {
		say("%s: it has no symbols: link it without -s, and do not strip it",
		    in->image.path);
		return 1;
	}
	providers_open(&t.providers, &in->pool, path_in(in->paths.sysroot, "lib"), true);
	for (unsigned i = 1; i < in->image.n_sections; i++) {
		enum kind k;

		if (kind_of(&in->image.sections[i], &k))
			t.total[k] += in->image.sections[i].sh_size;
	}
	count(&t, sym, n, strings, size);
	if (t.n)
		qsort(t.rows, t.n, sizeof(*t.rows), by_size);
	printf("%-26s %9s %9s %9s %9s\n", "package", "text", "rodata", "data", "bss");
	for (size_t i = 0; i < t.n; i++)
		line(t.rows[i].name, t.rows[i].size);
	for (int k = 0; k < KINDS; k++)
		rest[k] = t.total[k] > t.named[k] ? t.total[k] - t.named[k] : 0;
	line("(unnamed)", rest);
	line("total", t.total);
	return fflush(stdout) ? 1 : 0;
}
