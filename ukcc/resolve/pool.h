/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The installed packages, read from their .pc files by libpkgconf, and the
 * choice of those that an image is made of. docs/architecture.md section 4
 * has the contract; ukcc and ukinfo share this.
 *
 *	pool_open(&pool, dirs)                 all libuk-*.pc and uk-base.pc
 *	pool_find(&pool, "libuk-net")          one package, also other .pc files
 *	image_resolve(&image, &pool, &named)   the packages of one image
 *
 * Nothing here prints: what is wrong is collected in pool.problems, so that
 * it can be tested and so that a caller may go on.
 */
#ifndef UKCC_POOL_H
#define UKCC_POOL_H

#include <stdbool.h>

#include "../common/mem.h"

#define UK_BASE "uk-base"

/* A package that another needs, with the condition on its version. */
struct need {
	char *name;
	char *op; /* "" or "=", ">=", "<", ... */
	char *version;
};

struct driver_list {
	char *class;
	struct strv packages;
};

/* Why a package is in an image; the first reason counts. */
enum role {
	ROLE_NONE,
	ROLE_NAMED,
	ROLE_PLATFORM,
	ROLE_SLOT,
	ROLE_DRIVER,
	ROLE_BASE,
	ROLE_NEEDED
};

extern const char *const role_names[]; /* as in the image's note */

struct package {
	char *name; /* of the .pc file: libuk-net */
	char *file; /* its path */
	char *version, *summary;
	char *anchor; /* NULL: none */
	char *slot, *platform, *symbols;
	bool slot_default, default_platform;
	struct strv needs;     /* slots */
	struct strv platforms; /* it works on; empty: all */
	struct strv uses;      /* device classes */
	struct strv overrides; /* symbols that must come from here, not from libc */
	struct driver_list *drivers;
	size_t n_drivers;
	struct need *requires;
	size_t n_requires;
	struct strv libdirs, libs; /* of Libs: and Libs.private: without "-L", "-l" */
	struct strv link_other;	   /* the other words there */

	/* In the image that is being resolved: */
	enum role role;
	const struct package *from; /* ROLE_NEEDED: who */
};

struct pool {
	void *client; /* pkgconf_client_t */
	struct strv dirs;
	struct package **p;
	size_t n;
	struct strv broken; /* names of packages whose .pc file cannot be used */
	struct strv problems;
};

/* @dirs: directories of .pc files, the first wins. */
void pool_open(struct pool *pool, const struct strv *dirs);
/* NULL: there is none, or it is broken (a problem is then recorded). */
struct package *pool_find(struct pool *pool, const char *name);

/*
 * Read one .pc file. Returns NULL after adding to @problems, each with the
 * file's name, the line, and the reason.
 */
struct package *package_read(struct pool *pool, const char *path, const char *name);
/* The checks of package_read on the text alone: syntax, fields, variables. */
bool pc_check(const char *path, const struct buf *text, struct strv *problems);

struct image {
	struct pool *pool;
	struct strv platforms; /* names: kvm, linux */
	struct strv classes;   /* device classes that its packages use */
	struct package **p;    /* in link order: what uses before what is used */
	size_t n;
	bool bootstrap; /* the pool's base is not installed, or not whole */
	char *bootstrap_why;
};

/*
 * Choose the packages of an image in which the user named @named. True, or
 * false with pool->problems saying why not.
 */
bool image_resolve(struct image *im, struct pool *pool, const struct strv *named);
/* Drivers that the image's platforms have for @class and that are installed. */
void image_drivers(const struct image *im, const char *class, struct strv *out);
/* "libuk-sched-preempt (from libuk-rt)": a package and why it is there. */
char *package_why(const struct package *p);
/* What fills a slot: "a heap", "heaps", and what is known to do so. */
struct slot_words {
	const char *slot, *one, *many, *known;
};
const struct slot_words *slot_words(const char *slot);

#endif
