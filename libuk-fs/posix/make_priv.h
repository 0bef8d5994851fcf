/* SPDX-License-Identifier: BSD-3-Clause */
/* Shared within this folder. */
#ifndef MAKE_PRIV_H
#define MAKE_PRIV_H

#include <sys/stat.h>
#include <uk/vfs.h>

/* make.c: something of the type and permissions in @mode; a link to @target. */
int uk_make_at(int dirfd, const char *path, mode_t mode, const char *target);

#endif
