/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which packages an image is made of: the named ones, the base, platforms,
 * what all of them require, defaults for empty slots, and the drivers that the
 * platforms have for each device class.
 */
#include <libpkgconf/libpkgconf.h>
#include <string.h>

#include "../common/say.h"
#include "pool.h"

const char *const role_names[] = { "none",   "named", "platform", "slot",
				   "driver", "base",  "needed" };

static const struct slot_words slots[] = {
	{ "heap", "a heap", "heaps", "libuk-alloc-tlsf" },
	{ "sched", "a scheduler", "schedulers", "libuk-sched-coop" },
};

const struct slot_words *slot_words(const char *slot)
{
	static struct slot_words other;

	for (size_t i = 0; i < sizeof(slots) / sizeof(*slots); i++)
		if (!strcmp(slots[i].slot, slot))
			return &slots[i];
	other = (struct slot_words){ slot, xasprintf("a package for slot '%s'", slot),
				     xasprintf("packages for slot '%s'", slot), NULL };
	return &other;
}

char *package_why(const struct package *p)
{
	switch (p->role) {
	case ROLE_NAMED:
		return xasprintf("%s (named)", p->name);
	case ROLE_SLOT:
		return xasprintf("%s (the default)", p->name);
	case ROLE_NEEDED:
		return xasprintf("%s (from %s)", p->name, p->from->name);
	case ROLE_BASE:
		return xasprintf("%s (in every image)", p->name);
	default:
		return xstrdup(p->name);
	}
}

static bool version_fits(const struct package *p, const struct need *n)
{
	int c = pkgconf_compare_version(p->version, n->version);

	if (!strcmp(n->op, "="))
		return c == 0;
	if (!strcmp(n->op, "!="))
		return c != 0;
	if (!strcmp(n->op, "<"))
		return c < 0;
	if (!strcmp(n->op, "<="))
		return c <= 0;
	if (!strcmp(n->op, ">"))
		return c > 0;
	if (!strcmp(n->op, ">="))
		return c >= 0;
	return true;
}

/* A base that is not whole is how the pool is built up; elsewhere it is an error. */
static bool missing(struct image *im, char *why, enum role role)
{
	if (role == ROLE_BASE) {
		im->bootstrap = true;
		im->bootstrap_why = why;
		return true;
	}
	strv_push(&im->pool->problems, why);
	return false;
}

/* A package into the image, and then what it requires; each once. */
static bool include(struct image *im, struct package *p, enum role role,
		    const struct package *from)
{
	bool ok = true;

	if (p->role)
		return true;
	p->role = role;
	p->from = from;
	im->p = xrealloc(im->p, (im->n + 1) * sizeof(*im->p));
	im->p[im->n++] = p;
	for (size_t i = 0; i < p->n_requires; i++) {
		const struct need *n = &p->requires[i];
		struct package *q = pool_find(im->pool, n->name);

		if (!q && strv_has(&im->pool->broken, n->name)) {
			ok = false; /* its own problem is there already */
		} else if (!q) {
			ok &= missing(im,
				      xasprintf("%s needs %s, which is not installed", p->name,
						n->name),
				      role);
		} else if (!version_fits(q, n)) {
			strv_push(&im->pool->problems,
				  xasprintf("%s needs %s %s %s; %s is installed", p->name,
					    n->name, n->op, n->version, q->version));
			ok = false;
		} else {
			ok &= include(im, q, role == ROLE_BASE ? ROLE_BASE : ROLE_NEEDED, p);
		}
	}
	return ok;
}

static void unknown(struct pool *pool, const char *name)
{
	struct strv all = { 0 }, near = { 0 };

	for (size_t i = 0; i < pool->n; i++)
		strv_push(&all, pool->p[i]->name);
	nearest(name, &all, &near);
	strv_push(&pool->problems,
		  near.n  ? xasprintf("there is no package %s; the nearest: %s", name,
				      strv_list(&near))
		  : all.n ? xasprintf("there is no package %s; installed: %s", name,
				      strv_list(&all))
			  : xasprintf("there is no package %s, nor any other: none is "
				      "installed in %s",
				      name, pool->dirs.n ? pool->dirs.v[0] : "(nowhere)"));
}

static bool include_named(struct image *im, const struct strv *named)
{
	bool ok = true;

	for (size_t i = 0; i < named->n; i++) {
		struct package *p = pool_find(im->pool, named->v[i]);

		if (p && p->role == ROLE_NEEDED)
			p->role = p->platform ? ROLE_PLATFORM : ROLE_NAMED;
		if (p)
			ok &= include(im, p, p->platform ? ROLE_PLATFORM : ROLE_NAMED, NULL);
		else if (!strv_has(&im->pool->broken, named->v[i]))
			unknown(im->pool, named->v[i]);
		ok &= p != NULL;
	}
	return ok;
}

static bool include_base(struct image *im)
{
	struct package *base = pool_find(im->pool, UK_BASE);

	if (!base) {
		im->bootstrap = true;
		im->bootstrap_why = xstrdup(UK_BASE ".pc is not installed");
		return !strv_has(&im->pool->broken, UK_BASE);
	}
	return include(im, base, ROLE_BASE, NULL);
}

/*
 * The platforms named, or else all defaults. One that is only required by a
 * package (a driver for it, say) lends its functions, but nothing starts there.
 */
static bool include_platforms(struct image *im)
{
	bool named = false, ok = true;

	for (size_t i = 0; i < im->n; i++)
		named |= im->p[i]->role == ROLE_PLATFORM;
	for (size_t i = 0; !named && i < im->pool->n; i++) {
		struct package *p = im->pool->p[i];

		if (!p->platform || !p->default_platform)
			continue;
		ok &= include(im, p, ROLE_PLATFORM, NULL);
		p->role = ROLE_PLATFORM;
	}
	for (size_t i = 0; i < im->n; i++)
		if (im->p[i]->role == ROLE_PLATFORM)
			strv_add(&im->platforms, im->p[i]->platform);
	if (!im->platforms.n && !im->bootstrap) {
		strv_push(&im->pool->problems, xstrdup("no platform is installed. Any of: "
						       "libuk-plat-kvm, libuk-plat-linux"));
		return false;
	}
	return ok;
}

/* A named package that works on none of the image's platforms is a mistake. */
static bool check_platforms(struct image *im)
{
	bool ok = true;

	for (size_t i = 0; i < im->n; i++) {
		const struct package *p = im->p[i];
		bool fits = !p->platforms.n || !im->platforms.n;

		for (size_t j = 0; j < p->platforms.n; j++)
			fits |= strv_has(&im->platforms, p->platforms.v[j]);
		if (fits || p->role != ROLE_NAMED)
			continue;
		strv_push(
			&im->pool->problems,
			xasprintf("%s works on %s only; this image is for %s: add -luk-plat-%s",
				  p->name, strv_list(&p->platforms), strv_list(&im->platforms),
				  p->platforms.v[0]));
		ok = false;
	}
	return ok;
}

static bool slot_empty(struct image *im, const char *slot, const struct package *by)
{
	const struct slot_words *w = slot_words(slot);
	struct strv any = { 0 };

	if (im->bootstrap)
		return true;
	for (size_t i = 0; i < im->pool->n; i++)
		if (im->pool->p[i]->slot && !strcmp(im->pool->p[i]->slot, slot))
			strv_push(&any, im->pool->p[i]->name);
	if (any.n)
		strv_push(&im->pool->problems,
			  xasprintf("%s needs %s, and none of those installed is the default: "
				    "name one of %s",
				    by->name, w->one, strv_list(&any)));
	else
		strv_push(&im->pool->problems,
			  xasprintf("%s needs %s; none is installed.%s%s", by->name, w->one,
				    w->known ? " Any of: " : "", w->known ? w->known : ""));
	return false;
}

static bool fill_slot(struct image *im, const char *slot, const struct package *by)
{
	struct package *only = NULL, *fallback = NULL;

	for (size_t i = 0; i < im->n; i++) {
		struct package *p = im->p[i];

		if (!p->slot || strcmp(p->slot, slot))
			continue;
		if (only) {
			strv_push(&im->pool->problems,
				  xasprintf("two %s: %s and %s", slot_words(slot)->many,
					    package_why(only), package_why(p)));
			return false;
		}
		only = p;
	}
	if (only)
		return true;
	for (size_t i = 0; i < im->pool->n; i++) {
		struct package *p = im->pool->p[i];

		if (p->slot && !strcmp(p->slot, slot) && p->slot_default && !fallback)
			fallback = p;
	}
	return fallback ? include(im, fallback, ROLE_SLOT, by) : slot_empty(im, slot, by);
}

/* Filling a slot may bring packages that need others; the list grows as it is walked. */
static bool fill_slots(struct image *im)
{
	struct strv seen = { 0 };
	bool ok = true;

	for (size_t i = 0; i < im->n; i++) {
		const struct package *p = im->p[i];

		for (size_t j = 0; j < p->needs.n; j++)
			if (!strv_has(&seen, p->needs.v[j])) {
				strv_push(&seen, p->needs.v[j]);
				ok &= fill_slot(im, p->needs.v[j], p);
			}
		if (p->slot && !strv_has(&seen, p->slot)) {
			strv_push(&seen, p->slot);
			ok &= fill_slot(im, p->slot, p);
		}
	}
	/* A later package may be the second in a slot that was looked at before. */
	for (size_t i = 0; ok && i < seen.n; i++)
		ok &= fill_slot(im, seen.v[i], im->p[0]);
	return ok;
}

void image_drivers(const struct image *im, const char *class, struct strv *out)
{
	for (size_t i = 0; i < im->n; i++) {
		const struct package *p = im->p[i];

		if (p->role != ROLE_PLATFORM)
			continue;
		for (size_t j = 0; j < p->n_drivers; j++)
			for (size_t k = 0; k < p->drivers[j].packages.n; k++)
				if (!strcmp(p->drivers[j].class, class) &&
				    pool_find(im->pool, p->drivers[j].packages.v[k]))
					strv_add(out, p->drivers[j].packages.v[k]);
	}
}

/* Naming a driver is using its class. */
static void add_served(struct image *im, const char *driver)
{
	for (size_t i = 0; i < im->pool->n; i++) {
		const struct package *p = im->pool->p[i];

		for (size_t j = 0; j < p->n_drivers; j++)
			if (strv_has(&p->drivers[j].packages, driver))
				strv_add(&im->classes, p->drivers[j].class);
	}
}

/* For each class in use, the platforms' drivers; what these require may use more. */
static bool include_drivers(struct image *im)
{
	bool ok = true;

	for (size_t i = 0; i < im->n; i++) {
		for (size_t j = 0; j < im->p[i]->uses.n; j++)
			strv_add(&im->classes, im->p[i]->uses.v[j]);
		if (im->p[i]->role == ROLE_NAMED)
			add_served(im, im->p[i]->name);
	}
	for (size_t i = 0; i < im->classes.n; i++) {
		struct strv names = { 0 };

		image_drivers(im, im->classes.v[i], &names);
		for (size_t j = 0; j < names.n; j++)
			ok &= include(im, pool_find(im->pool, names.v[j]), ROLE_DRIVER, NULL);
	}
	return ok;
}

/* Drivers have needs, and what fills them may use devices: until nothing is added. */
static bool complete(struct image *im)
{
	size_t before;

	do {
		before = im->n;
		if (!include_drivers(im) || !fill_slots(im))
			return false;
	} while (im->n != before);
	return true;
}

bool image_resolve(struct image *im, struct pool *pool, const struct strv *named)
{
	bool ok;

	*im = (struct image){ .pool = pool };
	ok = include_named(im, named);
	ok &= include_base(im);
	return ok && include_platforms(im) && check_platforms(im) && complete(im);
}
