/* SPDX-License-Identifier: BSD-3-Clause */
/* Native tests only: stands for newlib's header, of which posix/remove.c needs the name. */
#ifndef REENT_H
#define REENT_H

struct _reent;
int _remove_r(struct _reent *r, const char *path);

#endif
