/* SPDX-License-Identifier: BSD-3-Clause */
/* Private: names that are made and removed. */
#ifndef MAKE_PRIV_H
#define MAKE_PRIV_H

#include <uk/vfs.h>

/* Make @path, of the type in @mode; a symbolic link leads to @target. 0 or -errno. */
int uk_vfs_make(int dirfd, const char *path, mode_t mode, const char *target);
/* May the name that @w ended at be removed or renamed? 0 or -errno. */
int uk_walk_removable(const struct uk_walk *w);
/* Remove @path: a directory, or else anything else. */
int uk_vfs_remove(int dirfd, const char *path, bool directory);

#endif
