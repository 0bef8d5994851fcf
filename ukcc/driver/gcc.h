/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The build machine's gcc as ukcc uses it.
 */
#ifndef UKCC_GCC_H
#define UKCC_GCC_H

#include "../common/mem.h"
#include "../common/paths.h"
#include "args.h"

/* gcc with our specs and sysroot, before the user's arguments. */
void gcc_start(struct strv *argv, const struct paths *p);
/* Path of libgcc.a; "-lgcc" is replaced by it, since its directory is the build machine's. */
const char *gcc_libgcc(const struct paths *p);
/* Answer a question that is ours. Returns the exit status, or -1 to let gcc answer. */
int gcc_query(const struct args *a, const struct paths *p);
/* --help, and the Meson cross file. */
void print_help(const struct paths *p);
void print_meson_cross(const struct paths *p);

#endif
