/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which gcc, with which first arguments, and the questions about its
 * directories that ukcc answers for it, since gcc's own answers are the build
 * machine's.
 */
#include <stdio.h>
#include <string.h>

#include "../common/say.h"
#include "gcc.h"
#include "run.h"

void gcc_start(struct strv *argv, const struct paths *p)
{
	char *specs = xasprintf("%s/lib/uk.specs", p->sysroot);

	if (!path_exists(specs))
		die("%s is missing: is %s the installed tool, and its tree whole?", specs,
		    say_name);
	strv_push(argv, p->target->chain->gcc);
	strv_push(argv, xasprintf("-specs=%s", specs));
	strv_push(argv, xasprintf("--sysroot=%s", p->sysroot));
	strv_push(argv, "-static");
}

static char *ask(const struct paths *p, const char *question)
{
	struct strv v = { 0 };
	char *s;

	strv_push(&v, p->target->chain->gcc);
	strv_push(&v, question);
	s = run_read(&v);
	s[strcspn(s, "\n")] = 0;
	return s;
}

const char *gcc_libgcc(const struct paths *p)
{
	const char *built = p->target->chain->libgcc;

	/* A newer gcc may have taken the place of the one we were built with. */
	return path_exists(built) ? built : ask(p, "-print-libgcc-file-name");
}

static void print_version(const struct paths *p)
{
	struct strv v = { 0 };
	char *text;

	strv_push(&v, p->target->chain->gcc);
	strv_push(&v, "--version");
	text = run_read(&v);
	if (!strcmp(p->tool, "ukcc"))
		printf("ukcc %s (ukpool), for %s, with:\n%s", VERSION, p->target->name, text);
	else
		printf("%sDriven by ukcc %s (ukpool) for %s.\n", text, VERSION,
		       p->target->name);
}

/* Files of the sysroot, and those few of gcc's own that belong to no system. */
static void print_file(const struct paths *p, const char *name)
{
	static const char *const own[] = { "libgcc.a", "include", "plugin", "liblto_plugin.so",
					   "" };
	char *path = xasprintf("%s/lib/%s", p->sysroot, name);

	if (path_exists(path)) {
		puts(path);
		return;
	}
	for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
		if (!strcmp(name, own[i])) {
			puts(ask(p, xasprintf("-print-file-name=%s", name)));
			return;
		}
	puts(name);
}

static void print_search_dirs(const struct paths *p)
{
	char *libgcc = xstrdup(gcc_libgcc(p));
	char *slash = strrchr(libgcc, '/');

	if (slash)
		slash[1] = 0;
	printf("install: %s\nprograms: =%s\nlibraries: =%s/lib/\n", libgcc, libgcc, p->sysroot);
}

int gcc_query(const struct args *a, const struct paths *p)
{
	const char *q = a->query;

	if (!strcmp(q, "dumpmachine"))
		puts(p->target->name);
	else if (!strcmp(q, "print-sysroot"))
		puts(p->sysroot);
	else if (!strcmp(q, "print-multiarch"))
		puts("");
	else if (!strcmp(q, "print-multi-lib")) /* one set of libraries, for all options */
		puts(".;");
	else if (!strcmp(q, "print-multi-directory") || !strcmp(q, "print-multi-os-directory"))
		puts(".");
	else if (!strcmp(q, "print-search-dirs"))
		print_search_dirs(p);
	else if (!strncmp(q, "print-file-name=", 16))
		print_file(p, q + 16);
	else if (!strcmp(q, "print-meson-cross"))
		print_meson_cross(p);
	else if (!strcmp(q, "print-cmake-toolchain"))
		printf("%s/share/ukpool/%s.cmake\n", p->prefix, p->target->name);
	else if (!strcmp(q, "print-config-site"))
		printf("%s/share/config.site\n", p->sysroot);
	else if (!strcmp(q, "help"))
		print_help(p);
	else if (!strcmp(q, "version"))
		print_version(p);
	else
		return -1;
	return fflush(stdout) || ferror(stdout) ? 1 : 0;
}
