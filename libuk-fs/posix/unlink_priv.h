/* SPDX-License-Identifier: BSD-3-Clause */
/* Shared within this folder. */
#ifndef UNLINK_PRIV_H
#define UNLINK_PRIV_H

#include <uk/vfs.h>

/* unlink_at.c */
int uk_unlink_at(int dirfd, const char *path, bool directory);

#endif
