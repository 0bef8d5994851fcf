/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * One package from its .pc file: libpkgconf parses and expands, relocating the
 * prefix to where the file is now; the uk_* variables are ours.
 */
#include <errno.h>
#include <libpkgconf/libpkgconf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"

static char *variable(pkgconf_client_t *client, pkgconf_pkg_t *pkg, const char *name)
{
	const char *s = pkgconf_tuple_find(client, &pkg->vars, name);

	return s && *s ? xstrdup(s) : NULL;
}

/* libpkgconf escapes blanks in a relocated prefix. */
static char *path_variable(pkgconf_client_t *client, pkgconf_pkg_t *pkg, const char *name)
{
	char *s = variable(client, pkg, name), *to = s;

	for (const char *from = s; from && *from; from++) {
		if (*from == '\\' && from[1])
			from++;
		*to++ = *from;
	}
	if (s)
		*to = 0;
	return s;
}

static bool is_yes(const char *s)
{
	return s && !strcmp(s, "yes");
}

static void words(pkgconf_client_t *client, pkgconf_pkg_t *pkg, const char *name,
		  struct strv *out)
{
	const char *s = pkgconf_tuple_find(client, &pkg->vars, name);

	if (s)
		strv_words(out, s);
}

static void read_drivers(struct package *p, pkgconf_pkg_t *pkg)
{
	static const char prefix[] = "uk_driver_";
	pkgconf_node_t *n;

	PKGCONF_FOREACH_LIST_ENTRY(pkg->vars.head, n)
	{
		const pkgconf_tuple_t *t = n->data;
		struct driver_list *d;

		if (strncmp(t->key, prefix, sizeof(prefix) - 1))
			continue;
		p->drivers = xrealloc(p->drivers, (p->n_drivers + 1) * sizeof(*p->drivers));
		d = &p->drivers[p->n_drivers++];
		*d = (struct driver_list){ .class = xstrdup(t->key + sizeof(prefix) - 1) };
		strv_words(&d->packages, t->value);
	}
}

static void read_requires(struct package *p, const pkgconf_list_t *list)
{
	pkgconf_node_t *n;

	PKGCONF_FOREACH_LIST_ENTRY(list->head, n)
	{
		const pkgconf_dependency_t *d = n->data;
		bool any = d->compare == PKGCONF_CMP_ANY;

		p->requires = xrealloc(p->requires, (p->n_requires + 1) * sizeof(*p->requires));
		p->requires[p->n_requires++] = (struct need){
			.name = xstrdup(d->package),
			.op = xstrdup(any ? "" : pkgconf_pkg_get_comparator(d)),
			.version = xstrdup(any || !d->version ? "" : d->version),
		};
	}
}

/* ${pcfiledir}/../../lib without its detours, so that directories can be compared. */
static char *real(const char *dir)
{
	char *s = realpath(dir, NULL);

	return s ? s : xstrdup(dir);
}

static void read_libs(struct package *p, const pkgconf_list_t *list)
{
	pkgconf_node_t *n;

	PKGCONF_FOREACH_LIST_ENTRY(list->head, n)
	{
		const pkgconf_fragment_t *f = n->data;

		if (f->type == 'L')
			strv_add(&p->libdirs, real(f->data));
		else if (f->type == 'l')
			strv_add(&p->libs, xstrdup(f->data));
		else if (f->type)
			strv_push(&p->link_other, xasprintf("-%c%s", f->type, f->data));
		else
			strv_push(&p->link_other, xstrdup(f->data));
	}
}

static struct package *fill_in(pkgconf_client_t *client, pkgconf_pkg_t *pkg)
{
	struct package *p = xzalloc(sizeof(*p));

	p->version = xstrdup(pkg->version);
	p->summary = variable(client, pkg, "uk_summary");
	if (!p->summary)
		p->summary = xstrdup(pkg->description);
	p->anchor = variable(client, pkg, "uk_anchor");
	p->slot = variable(client, pkg, "uk_slot");
	p->slot_default = is_yes(pkgconf_tuple_find(client, &pkg->vars, "uk_slot_default"));
	p->platform = variable(client, pkg, "uk_platform");
	p->default_platform =
		is_yes(pkgconf_tuple_find(client, &pkg->vars, "uk_default_platform"));
	p->symbols = path_variable(client, pkg, "uk_symbols");
	words(client, pkg, "uk_needs", &p->needs);
	words(client, pkg, "uk_platforms", &p->platforms);
	words(client, pkg, "uk_uses", &p->uses);
	words(client, pkg, "uk_overrides", &p->overrides);
	read_drivers(p, pkg);
	read_requires(p, &pkg->required);
	read_requires(p, &pkg->requires_private);
	read_libs(p, &pkg->libs);
	read_libs(p, &pkg->libs_private);
	return p;
}

struct package *package_read(struct pool *pool, const char *path, const char *name)
{
	struct buf text = { 0 };
	struct package *p = NULL;
	pkgconf_pkg_t *pkg;
	FILE *f;

	if (!buf_read_file(&text, path)) {
		strv_push(&pool->problems, xasprintf("%s: %s", path, strerror(errno)));
		return NULL;
	}
	if (!pc_check(path, &text, &pool->problems))
		return NULL;
	f = fmemopen(text.p, text.n, "r");
	pkg = f ? pkgconf_pkg_new_from_file(pool->client, path, f) : NULL; /* closes f */
	if (!pkg) {
		strv_push(&pool->problems, xasprintf("%s: libpkgconf cannot use it", path));
		return NULL;
	}
	p = fill_in(pool->client, pkg);
	p->name = xstrdup(name);
	p->file = xstrdup(path);
	pkgconf_pkg_unref(pool->client, pkg);
	return p;
}
