/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The link line: the user's arguments, what describes the image, and in one
 * group everything the image may draw on, libc last. Members come out of the
 * archives only when something refers to them.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../common/say.h"
#include "../resolve/pool.h"
#include "explain.h"
#include "gcc.h"
#include "generate.h"
#include "link.h"
#include "params.h"
#include "run.h"

/* Not as an input file, which a user's -x would make a source of some language. */
static void to_ld(struct strv *argv, const char *arg)
{
	strv_push(argv, "-Xlinker");
	strv_push(argv, arg);
}

/* Is there an archive for -lNAME in the user's directories or the sysroot? */
static bool has_archive(const struct args *a, const struct paths *p, const char *package)
{
	for (size_t i = 0; i < a->libdirs.n; i++)
		if (path_exists(xasprintf("%s/%s.a", a->libdirs.v[i], package)))
			return true;
	return path_exists(xasprintf("%s/lib/%s.a", p->sysroot, package));
}

/* .pc files are in the sysroot and beside the user's own libraries. */
static void open_pool(struct pool *pool, const struct args *a, const struct paths *p)
{
	struct strv dirs = { 0 };

	for (size_t i = 0; i < a->libdirs.n; i++)
		strv_add(&dirs, path_in(a->libdirs.v[i], "pkgconfig"));
	strv_add(&dirs, path_in(p->sysroot, "lib/pkgconfig"));
	strv_add(&dirs, path_in(p->sysroot, "share/pkgconfig"));
	pool_open(pool, &dirs);
}

static bool problems(const struct pool *pool)
{
	for (size_t i = 0; i < pool->problems.n; i++)
		say("%s", pool->problems.v[i]);
	return pool->problems.n > 0;
}

static bool resolve(struct image *im, struct pool *pool, const struct args *a,
		    const struct paths *p)
{
	struct strv named = { 0 };

	open_pool(pool, a, p);
	/* A library without .pc file, as in a package's own build tree, is gcc's. */
	for (size_t i = 0; i < a->named.n; i++)
		if (pool_find(pool, a->named.v[i]) || !has_archive(a, p, a->named.v[i]))
			strv_push(&named, a->named.v[i]);
	if (a->initrd)
		strv_add(&named, "libuk-fs-initrd");
	image_resolve(im, pool, &named);
	return !problems(pool);
}

static void describe(const struct image *im)
{
	/* Without a base there is no pool yet; with half of one an image may be meant. */
	if (im->bootstrap && pool_find(im->pool, UK_BASE))
		say("warning: the pool is not whole (%s): what is missing fails when it runs",
		    im->bootstrap_why);
	else if (im->bootstrap)
		note("the pool is not whole (%s): undefined symbols are left so",
		     im->bootstrap_why);
	for (size_t i = 0; i < im->n; i++)
		note("with %s %s (%s)", im->p[i]->name, im->p[i]->version,
		     role_names[im->p[i]->role]);
}

/* -luk-NAME of a package that is handled here, in either spelling. */
static bool handled(const struct image *im, const char *lib)
{
	for (size_t i = 0; i < im->n; i++)
		if (!strcmp(im->p[i]->name + 3, lib))
			return true;
	return false;
}

/* The user's arguments, without the packages, and with libgcc and libc by our names. */
static void users(struct strv *argv, const struct args *a, const struct paths *p,
		  const struct image *im)
{
	for (size_t i = 0; i < a->gcc.n; i++) {
		const char *arg = a->gcc.v[i], *lib = NULL;
		bool two = !strcmp(arg, "-l") && i + 1 < a->gcc.n;

		if (!strncmp(arg, "-l", 2))
			lib = two ? a->gcc.v[i + 1] : arg + 2;
		if (lib && !strcmp(lib, "gcc")) {
			to_ld(argv, gcc_libgcc(p));
		} else if (lib && !strcmp(lib, "c") && a->nano) {
			strv_push(argv, "-lc_nano");
		} else if (!lib || !im || strncmp(lib, "uk-", 3) || !handled(im, lib)) {
			strv_push(argv, arg);
			continue;
		}
		i += two;
	}
}

/* What one package has on the line: its bare archive, since anchors are chosen by us. */
static void libraries(struct strv *argv, const struct package *p, const struct paths *paths)
{
	char *sysroot_lib = path_in(paths->sysroot, "lib");

	for (size_t i = 0; i < p->libdirs.n; i++)
		if (strcmp(p->libdirs.v[i], sysroot_lib))
			strv_push(argv, xasprintf("-L%s", p->libdirs.v[i]));
	for (size_t i = 0; i < p->libs.n; i++) {
		const char *lib = p->libs.v[i];
		bool impl = !strncmp(lib, "uk-", 3) && !strstr(lib, "-impl");

		if (!strcmp(lib, "c") || (!strcmp(lib, "m") && !strcmp(p->name, "newlib")))
			continue; /* comes last, or when it is asked for */
		strv_push(argv, xasprintf("-l%s%s", lib, impl ? "-impl" : ""));
	}
	strv_cat(argv, &p->link_other);
}

/* libuk-plat has _start; without it ld would warn that there is none. */
static bool has_entry(const struct image *im)
{
	for (size_t i = 0; i < im->n; i++)
		if (!strcmp(im->p[i]->name, "libuk-plat"))
			return true;
	return false;
}

static void pool_part(struct strv *argv, const struct image *im, const struct args *a,
		      const struct paths *p)
{
	const char *libc = a->nano ? "c_nano" : "c";
	struct buf description = { 0 }, classes = { 0 }, initrd = { 0 };
	char *libc_file = xasprintf("%s/lib/lib%s.a", p->sysroot, libc);

	generate_description(p->target, im, a, &description);
	to_ld(argv, run_file("image", &description));
	if (a->initrd) {
		generate_initrd(p->target, a->initrd, &initrd);
		to_ld(argv, run_file("initrd", &initrd));
	}
	to_ld(argv, "--start-group");
	for (size_t i = 0; i < im->n; i++)
		libraries(argv, im->p[i], p);
	if (im->classes.n) {
		generate_classes(p->target, im, &classes);
		to_ld(argv, run_file("classes", &classes));
	}
	if (path_exists(libc_file))
		strv_push(argv, xasprintf("-l%s", libc));
	else if (!im->bootstrap)
		die("%s is missing: install newlib%s", libc_file,
		    a->nano ? ", its nano variant" : "");
	to_ld(argv, gcc_libgcc(p));
	to_ld(argv, "--end-group");
	if (im->bootstrap) {
		to_ld(argv, "--unresolved-symbols=ignore-all");
		if (p->target->reach)
			to_ld(argv, p->target->reach);
		if (!has_entry(im))
			to_ld(argv, "--entry=0");
	}
}

/* gcc thinks that no terminal is there, since it writes to us. */
static void colour(struct strv *argv, const struct args *a)
{
	const char *term = getenv("TERM");

	if (!a->colour && isatty(2) && term && strcmp(term, "dumb"))
		strv_push(argv, "-fdiagnostics-color=always");
}

static void layout(struct strv *argv, const struct args *a, const struct paths *p)
{
	char *script = path_in(p->sysroot, "lib/uk.ld");

	if (a->script || a->relocatable || !path_exists(script))
		return;
	strv_push(argv, "-T");
	strv_push(argv, script);
}

/*
 * --no-stubs: an image that refers to a function which always fails (uk/stubs.h) is not left.
 * ld has warned of each by the words of libuk-posix.
 */
static int refuse_stubs(const struct args *a, const struct buf *warnings)
{
	static const char words[] = "' always fails here (ENOSYS)";

	if (!warnings->n || !memmem(warnings->p, warnings->n, words, sizeof(words) - 1))
		return 0;
	say("--no-stubs: no image, as it uses what always fails");
	unlink(a->output ? a->output : "a.out");
	return 1;
}

int link_image(const struct args *a, const struct paths *p)
{
	struct strv argv = { 0 };
	struct buf errors = { 0 };
	struct pool pool;
	struct image im;
	char *temporary = NULL;
	int status;

	if (a->shared)
		die("-shared: an image is one static program, there are no shared libraries; "
		    "make an archive of the objects (%s-ar) and link that",
		    p->target->name);
	gcc_start(&argv, p);
	if (a->no_libs) {
		users(&argv, a, p, NULL);
		layout(&argv, a, p);
		run_exec(&argv);
	}
	if (!resolve(&im, &pool, a, p))
		return 1;
	describe(&im);
	colour(&argv, a);
	users(&argv, a, p, &im);
	layout(&argv, a, p);
	pool_part(&argv, &im, a, p);
	if (a->mode == MODE_PARAMS) {
		temporary = params_temporary();
		strv_push(&argv, "-o");
		strv_push(&argv, temporary);
	}
	/* Messages are read back by their English text; characters stay the locale's. */
	setenv("LANGUAGE", "en", 1);
	status = run_gcc(&argv, &errors);
	if (status)
		explain(&errors, &im, p);
	else if (a->no_stubs && (status = refuse_stubs(a, &errors)) != 0)
		; /* said */
	else if (a->mode == MODE_PARAMS)
		status = params_print(temporary);
	else if (a->sets.n && !a->dry)
		status = params_check(a->output ? a->output : "a.out", &a->sets);
	if (temporary)
		unlink(temporary);
	return status;
}
