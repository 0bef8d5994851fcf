/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Run gcc, and hand it files that exist only in memory.
 */
#ifndef UKCC_RUN_H
#define UKCC_RUN_H

#include <stdbool.h>

#include "../common/mem.h"

/* Become gcc. Does not return. */
void run_exec(const struct strv *argv) __attribute__((noreturn));

/*
 * Run gcc; when @errors is not NULL what it writes on stderr is passed on and
 * also kept there. Returns its exit status; if a signal ended it, so does it us.
 */
int run_gcc(const struct strv *argv, struct buf *errors);

/* Run a program and read what it prints; dies if that cannot be. */
char *run_read(const struct strv *argv);

/* A path under which the children of this program can read @data; it leaves nothing behind. */
char *run_file(const char *name, const struct buf *data);

#endif
