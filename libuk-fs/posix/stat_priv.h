/* SPDX-License-Identifier: BSD-3-Clause */
/* Shared within this folder. */
#ifndef STAT_PRIV_H
#define STAT_PRIV_H

#include <sys/stat.h>
#include <uk/vfs.h>

/* stat_at.c */
int uk_stat_at(int dirfd, const char *path, struct stat *st, unsigned walk_flags);

#endif
