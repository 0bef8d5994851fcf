/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The description of an image and the choice of its drivers, as linker input.
 *
 * A reference without a relocation makes ld take the archive member that
 * defines the symbol, and keeps nothing of it that is not used.
 */
#include <string.h>

#include "../elf/note.h"
#include "../elf/object.h"
#include "generate.h"

static char *anchor_of(const struct package *p)
{
	char *s;

	if (p->anchor)
		return p->anchor;
	if (strncmp(p->name, "libuk-", 6))
		return NULL;
	s = xasprintf("uk_anchor_%s", p->name + 6);
	for (char *c = s; *c; c++)
		if (*c == '-')
			*c = '_';
	return s;
}

static void undefined(struct object *o, const char *name)
{
	object_symbol(o, name, STB_GLOBAL, STT_NOTYPE, SHN_UNDEF, 0, 0);
}

/* One line of a note is one fact, whatever bytes the value has. */
static void escaped(struct buf *b, const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20 || *s == '\\')
			buf_printf(b, "\\%03o", (unsigned char)*s);
		else
			buf_add(b, s, 1);
}

static void note_text(const struct image *im, const struct args *a, struct buf *b)
{
	buf_str(b, "");
	for (size_t i = 0; i < im->n; i++) {
		const struct package *p = im->p[i];

		if (strcmp(p->name, UK_BASE))
			buf_printf(b, "package %s %s %s\n", p->name, p->version,
				   role_names[p->role]);
	}
	for (size_t i = 0; i < im->platforms.n; i++)
		buf_printf(b, "platform %s\n", im->platforms.v[i]);
	for (size_t i = 0; i < im->classes.n; i++)
		buf_printf(b, "class %s\n", im->classes.v[i]);
	for (size_t i = 0; i < a->sets.n; i++) {
		buf_str(b, "set ");
		escaped(b, a->sets.v[i]);
		buf_str(b, "\n");
	}
	buf_printf(b, "printf %s\n", a->nano ? "nano" : "full");
}

static void add_note(struct object *o, const struct image *im, const struct args *a)
{
	struct buf text = { 0 }, n = { 0 };
	Elf64_Nhdr h = { .n_namesz = sizeof(UK_NOTE_OWNER), .n_type = UK_NOTE_TYPE };

	note_text(im, a, &text);
	h.n_descsz = (Elf64_Word)text.n;
	buf_add(&n, &h, sizeof(h));
	buf_add(&n, UK_NOTE_OWNER, sizeof(UK_NOTE_OWNER));
	buf_align(&n, 4);
	buf_add(&n, text.p, text.n);
	buf_align(&n, 4);
	object_section(o, UK_NOTE_SECTION, SHT_NOTE, SHF_ALLOC, 4, n.p, n.n);
}

/* Records of struct uk_param_set (uk/param.h): two pointers, to name and value. */
static void add_sets(struct object *o, const struct target *t, const struct strv *sets)
{
	static const char nothing[16];
	struct buf strings = { 0 }, records = { 0 };
	size_t *at = xzalloc((2 * sets->n + 1) * sizeof(*at));
	unsigned data, set, symbol;

	if (!sets->n)
		return;
	for (size_t i = 0; i < sets->n; i++) {
		size_t name = strcspn(sets->v[i], "=");

		at[2 * i] = strings.n;
		buf_add(&strings, sets->v[i], name);
		buf_add(&strings, "", 1);
		at[2 * i + 1] = strings.n;
		buf_add(&strings, sets->v[i] + name + 1, strlen(sets->v[i] + name + 1) + 1);
		buf_add(&records, nothing, sizeof(nothing));
	}
	data = object_section(o, ".rodata.uk_param_set", SHT_PROGBITS, SHF_ALLOC, 1, strings.p,
			      strings.n);
	set = object_section(o, "uk_set_param_set", SHT_PROGBITS, SHF_ALLOC, 8, records.p,
			     records.n);
	symbol = object_symbol(o, "", STB_LOCAL, STT_SECTION, data, 0, 0);
	for (size_t i = 0; i < 2 * sets->n; i++)
		object_reloc(o, t->abs64, set, 8 * i, symbol, (int64_t)at[i]);
}

void generate_description(const struct target *t, const struct image *im, const struct args *a,
			  struct buf *out)
{
	struct object *o = object_new(t->machine);

	add_note(o, im, a);
	add_sets(o, t, &a->sets);
	for (size_t i = 0; i < im->n; i++) {
		const struct package *p = im->p[i];

		if (anchor_of(p) &&
		    (p->role == ROLE_NAMED || (p->role == ROLE_PLATFORM && !a->no_start)))
			undefined(o, anchor_of(p));
		for (size_t j = 0; j < p->overrides.n; j++)
			undefined(o, p->overrides.v[j]);
	}
	object_finish(o, out);
}

void generate_classes(const struct target *t, const struct image *im, struct buf *out)
{
	struct archive_member *m = xzalloc((im->classes.n + 1) * sizeof(*m));

	for (size_t i = 0; i < im->classes.n; i++) {
		struct object *o = object_new(t->machine);
		struct strv drivers = { 0 };

		image_drivers(im, im->classes.v[i], &drivers);
		m[i].name = xasprintf("%s.o", im->classes.v[i]);
		m[i].symbol = xasprintf("uk_class_%s", im->classes.v[i]);
		object_symbol(o, m[i].symbol, STB_GLOBAL, STT_NOTYPE, SHN_ABS, 0, 0);
		for (size_t j = 0; j < drivers.n; j++) {
			const struct package *d = pool_find(im->pool, drivers.v[j]);

			if (anchor_of(d))
				undefined(o, anchor_of(d));
		}
		object_finish(o, &m[i].object);
	}
	archive_write(m, im->classes.n, out);
}
