/* SPDX-License-Identifier: BSD-3-Clause */
/* Shared within this folder. */
#ifndef FSET_PRIV_H
#define FSET_PRIV_H

#include <uk/vfs.h>

/* fset.c */
int uk_fset(int fd, const struct uk_attr *a);
/* utimens.c: UK_ATTR_TIMES as utimensat takes them; NULL is now. 0 or -EINVAL. */
int uk_attr_times(struct uk_attr *a, const struct timespec *t);

#endif
