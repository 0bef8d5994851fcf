/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Programs and files of the distribution that ukpack works with: GRUB, mtools, xorriso, sfdisk.
 */
#ifndef UKPACK_TOOL_H
#define UKPACK_TOOL_H

#include <stdint.h>

#include "../common/mem.h"

/* End the program unless program @name is on PATH (or in sbin), naming Debian's @package. */
void tool_need(const char *name, const char *package);
/* The same for a file. */
void tool_need_file(const char *path, const char *package);

/*
 * Run @argv with @input (NULL: nothing) on its stdin, in an environment in which the time is
 * @epoch and nothing depends on the user's settings. If it fails the program ends with what it
 * said.
 */
void tool_run(const struct strv *argv, const struct buf *input, int64_t epoch);
/* The same with the words one after the other, NULL at the end. */
void tool_runl(int64_t epoch, const char *name, ...) __attribute__((sentinel));

#endif
