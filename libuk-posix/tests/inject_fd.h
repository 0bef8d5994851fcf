/* SPDX-License-Identifier: BSD-3-Clause */
/* The operations of inject_fd.c, up to one without a name. */
#ifndef INJECT_FD_H
#define INJECT_FD_H

#include "tests/inject.h"

extern const struct inject_op inject_fd_ops[];
/* What they work on: 0, or -1 if it cannot be had. */
int inject_fd_begin(void);
void inject_fd_end(void);

/* System V IPC, in an image only. */
extern const struct inject_op inject_sysv_ops[];
/* Pseudo-terminals, in an image only. */
extern const struct inject_op inject_pty_ops[];

#endif
