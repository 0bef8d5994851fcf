/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where the installed tree is: everything is found relative to the running
 * program's own file, so that the tree may be moved.
 */
#ifndef UKCC_PATHS_H
#define UKCC_PATHS_H

#include <stdbool.h>

#include "target.h"

struct paths {
	char *bindir;  /* PREFIX/bin */
	char *prefix;  /* PREFIX */
	char *sysroot; /* PREFIX/TARGET */
	const struct target *target;
	char *tool; /* what argv[0] asks for: "gcc", "ar", ... or the whole name */
};

/*
 * Fill in @p from /proc/self/exe and @argv0; the program is installed in
 * PREFIX/@home ("bin", "libexec/ukcc"). Messages then begin with the tool's
 * name. Ends the program if it cannot.
 */
void paths_find(struct paths *p, const char *argv0, const char *home);
/* Another target than that of the program's name, and so another sysroot. */
void paths_for(struct paths *p, const struct target *target);
/* Is there a file of that name? */
bool path_exists(const char *path);
/* DIR/NAME, and whether it exists; the caller owns it. */
char *path_in(const char *dir, const char *name);
/* Remove from the environment what would show the build machine's files to gcc or libpkgconf.
 */
void paths_clean_environment(void);

#endif
