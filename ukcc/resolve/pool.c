/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The installed packages: one pass over the directories of .pc files.
 */
#include <dirent.h>
#include <libpkgconf/libpkgconf.h>
#include <stdlib.h>
#include <string.h>

#include "../common/paths.h"
#include "pool.h"

/* libpkgconf's own messages become problems, one each, without their newline. */
static bool collect(const char *msg, const pkgconf_client_t *client, const void *data)
{
	struct strv *problems = (struct strv *)data;

	(void)client;
	strv_push(problems, xstrndup(msg, strcspn(msg, "\n")));
	return true;
}

/* Its warnings are about style; what is wrong is found by pc_check. */
static bool ignore(const char *msg, const pkgconf_client_t *client, const void *data)
{
	(void)msg;
	(void)client;
	(void)data;
	return true;
}

static bool ours(const char *file, size_t *n)
{
	size_t len = strlen(file);

	if (len < 4 || strcmp(file + len - 3, ".pc"))
		return false;
	*n = len - 3;
	return !strncmp(file, "libuk-", 6) || !strcmp(file, UK_BASE ".pc");
}

static struct package *add(struct pool *pool, const char *dir, const char *name)
{
	char *path = xasprintf("%s/%s.pc", dir, name);
	struct package *p = package_read(pool, path, name);

	if (!p) {
		strv_add(&pool->broken, xstrdup(name));
		return NULL;
	}
	pool->p = xrealloc(pool->p, (pool->n + 1) * sizeof(*pool->p));
	pool->p[pool->n++] = p;
	return p;
}

static struct package *loaded(const struct pool *pool, const char *name)
{
	for (size_t i = 0; i < pool->n; i++)
		if (!strcmp(pool->p[i]->name, name))
			return pool->p[i];
	return NULL;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Directory order is chance; the order of names makes images reproducible. */
static void scan(struct pool *pool, const char *dir)
{
	struct strv names = { 0 };
	DIR *d = opendir(dir);
	struct dirent *e;
	size_t n;

	if (!d)
		return;
	while ((e = readdir(d)))
		if (ours(e->d_name, &n))
			strv_push(&names, xstrndup(e->d_name, n));
	closedir(d);
	if (names.n)
		qsort(names.v, names.n, sizeof(*names.v), by_name);
	for (size_t i = 0; i < names.n; i++)
		if (!loaded(pool, names.v[i]) && !strv_has(&pool->broken, names.v[i]))
			add(pool, dir, names.v[i]);
}

void pool_open(struct pool *pool, const struct strv *dirs)
{
	pkgconf_client_t *client;

	*pool = (struct pool){ 0 };
	strv_cat(&pool->dirs, dirs);
	client = pkgconf_client_new(collect, &pool->problems,
				    pkgconf_cross_personality_default());
	pkgconf_client_set_warn_handler(client, ignore, NULL);
	pkgconf_client_set_flags(client,
				 PKGCONF_PKG_PKGF_REDEFINE_PREFIX | PKGCONF_PKG_PKGF_NO_CACHE);
	pool->client = client;
	for (size_t i = 0; i < dirs->n; i++)
		scan(pool, dirs->v[i]);
}

struct package *pool_find(struct pool *pool, const char *name)
{
	struct package *p = loaded(pool, name);

	if (p || strv_has(&pool->broken, name) || strchr(name, '/'))
		return p;
	for (size_t i = 0; i < pool->dirs.n; i++)
		if (path_exists(xasprintf("%s/%s.pc", pool->dirs.v[i], name)))
			return add(pool, pool->dirs.v[i], name);
	return NULL;
}
