/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The symbols of everything that is installed. Read only when a link failed or
 * an image is examined.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "../common/paths.h"
#include "providers.h"

static void add(struct providers *ps, const char *name, const struct package *p,
		const struct armap *m)
{
	ps->v = xrealloc(ps->v, (ps->n + 1) * sizeof(*ps->v));
	ps->v[ps->n++] = (struct provider){ xstrdup(name), p, *m };
}

/* One name a line; '#' begins a comment. */
static bool read_list(struct armap *m, const char *path)
{
	struct buf text = { 0 };
	char *s, *line;

	*m = (struct armap){ 0 };
	if (!path || !buf_read_file(&text, path))
		return false;
	for (s = text.p; s && (line = strsep(&s, "\n"));) {
		line[strcspn(line, "# \t\r")] = 0;
		if (!*line)
			continue;
		strv_push(&m->symbols, line);
		strv_push(&m->members, "");
	}
	return true;
}

static void add_package(struct providers *ps, const struct package *p, const char *libdir,
			bool archives)
{
	struct armap m;
	char *dir = p->libdirs.n ? p->libdirs.v[0] : (char *)libdir;

	if (!archives && read_list(&m, p->symbols))
		add(ps, p->name, p, &m);
	else if (armap_read(&m, xasprintf("%s/%s-impl.a", dir, p->name)))
		add(ps, p->name, p, &m);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void providers_open(struct providers *ps, const struct pool *pool, const char *libdir,
		    bool archives)
{
	struct strv names = { 0 };
	struct dirent *e;
	DIR *d = opendir(libdir);

	*ps = (struct providers){ 0 };
	for (size_t i = 0; i < pool->n; i++)
		add_package(ps, pool->p[i], libdir, archives);
	while (d && (e = readdir(d))) {
		size_t n = strlen(e->d_name);

		if (n > 5 && !strncmp(e->d_name, "lib", 3) &&
		    !strcmp(e->d_name + n - 2, ".a") && strncmp(e->d_name, "libuk-", 6))
			strv_push(&names, xstrndup(e->d_name, n - 2));
	}
	if (d)
		closedir(d);
	if (names.n)
		qsort(names.v, names.n, sizeof(*names.v), by_name);
	for (size_t i = 0; i < names.n; i++) {
		struct armap m;

		/* One without symbols has a name nevertheless. */
		armap_read(&m, xasprintf("%s/%s.a", libdir, names.v[i]));
		add(ps, names.v[i], NULL, &m);
	}
}

const struct provider *providers_find(const struct providers *ps, size_t from,
				      const char *symbol, const char **member)
{
	for (size_t i = from; i < ps->n; i++)
		for (size_t j = 0; j < ps->v[i].map.symbols.n; j++)
			if (!strcmp(ps->v[i].map.symbols.v[j], symbol)) {
				if (member)
					*member = ps->v[i].map.members.v[j];
				return &ps->v[i];
			}
	return NULL;
}
