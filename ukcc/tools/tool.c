/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * TARGET-ar, -nm, -ld, -pkg-config and the others: by the name it is
 * called by, this program becomes the build machine's tool that does it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../common/paths.h"
#include "../common/mem.h"
#include "../common/say.h"

/* ld's built-in directories are the build machine's; the sysroot's come instead. */
static void for_ld(struct strv *argv, const struct paths *p)
{
	strv_push(argv, "-nostdlib");
	strv_push(argv, xasprintf("-L%s/lib", p->sysroot));
}

/* Only the sysroot's .pc files, wherever the tree is now, and as static linking needs them. */
static void for_pkgconf(struct strv *argv, const struct paths *p)
{
	const char *s = p->sysroot;

	setenv("PKG_CONFIG_LIBDIR", xasprintf("%s/lib/pkgconfig:%s/share/pkgconfig", s, s), 1);
	setenv("PKG_CONFIG_SYSTEM_INCLUDE_PATH", xasprintf("%s/include", s), 1);
	setenv("PKG_CONFIG_SYSTEM_LIBRARY_PATH", xasprintf("%s/lib", s), 1);
	strv_push(argv, "--define-prefix");
	strv_push(argv, "--static");
}

int main(int argc, char **argv)
{
	struct strv v = { 0 };
	struct paths p;
	const char *path;

	paths_find(&p, argv[0], "libexec/ukcc");
	paths_clean_environment();
	path = target_tool(p.target, p.tool);
	if (!path)
		die("called by a name that is no tool of the pool");
	if (!*path)
		die("the build machine had no such tool when ukcc was configured");
	/* LTO plugins and messages go by the tool's own name. */
	strv_push(&v, path);
	if (!strcmp(p.tool, "ld"))
		for_ld(&v, &p);
	else if (!strcmp(p.tool, "pkg-config"))
		for_pkgconf(&v, &p);
	for (int j = 1; j < argc; j++)
		strv_push(&v, argv[j]);
	execv(v.v[0], v.v);
	die("cannot run %s: %s", v.v[0], strerror(errno));
}
