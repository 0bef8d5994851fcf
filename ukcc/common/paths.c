/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The installed tree, found from the program's own path; the target from the
 * name it was called by (x86_64-uk-elf-gcc).
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mem.h"
#include "paths.h"
#include "say.h"

static char *self(void)
{
	char *p = realpath("/proc/self/exe", NULL);

	if (!p)
		die("cannot find the program's own file by /proc/self/exe: is /proc mounted?");
	return p;
}

static char *parent(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash != path ? xstrndup(path, (size_t)(slash - path)) : xstrdup("/");
}

void paths_find(struct paths *p, const char *argv0, const char *home)
{
	const char *name = strrchr(argv0, '/') ? strrchr(argv0, '/') + 1 : argv0;
	const char *mark = strstr(name, "-uk-e"); /* -uk-elf, -uk-eabi */
	const char *tool = mark ? strchr(mark + 4, '-') : NULL;
	const struct target *target;
	char *why;

	p->prefix = parent(parent(self()));
	for (; *home; home++)
		if (*home == '/')
			p->prefix = parent(p->prefix);
	p->bindir = path_in(p->prefix, "bin");
	p->tool = xstrdup(tool ? tool + 1 : name);
	say_name = p->tool;
	target = tool ? target_named(xstrndup(name, (size_t)(tool - name)), &why)
		      : target_default();
	if (!target)
		die("%s", why);
	paths_for(p, target);
}

void paths_for(struct paths *p, const struct target *target)
{
	p->target = target;
	p->sysroot = xasprintf("%s/%s", strcmp(p->prefix, "/") ? p->prefix : "", target->name);
}

bool path_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

char *path_in(const char *dir, const char *name)
{
	return xasprintf("%s/%s", dir, name);
}

void paths_clean_environment(void)
{
	/* clang-format off */
	static const char *const names[] = {
		"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "OBJC_INCLUDE_PATH",
		"LIBRARY_PATH", "LPATH", "COMPILER_PATH", "GCC_EXEC_PREFIX", "LD_RUN_PATH",
		"PKG_CONFIG_PATH", "PKG_CONFIG_LIBDIR", "PKG_CONFIG_SYSROOT_DIR",
		"PKG_CONFIG_SYSTEM_LIBRARY_PATH", "PKG_CONFIG_SYSTEM_INCLUDE_PATH",
		"PKG_CONFIG_TOP_BUILD_DIR", "PKG_CONFIG_BUILD_TOP_DIR"
	};
	/* clang-format on */

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		unsetenv(names[i]);
}
