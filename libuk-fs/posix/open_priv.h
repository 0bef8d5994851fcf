/* SPDX-License-Identifier: BSD-3-Clause */
/* Shared within this folder. */
#ifndef OPEN_PRIV_H
#define OPEN_PRIV_H

#include <uk/vfs.h>

/* open_fd.c: the descriptor or -errno. */
int uk_open_fd(int dirfd, const char *path, int oflags, mode_t mode);

#endif
