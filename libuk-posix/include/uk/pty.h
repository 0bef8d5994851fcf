/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pseudo-terminals, for those that give them names (libuk-fs: /dev/ptmx, /dev/pts). Only in
 * images that refer to a function of POSIX's about them or to openpty(): others look at these
 * as weak.
 */
#ifndef UK_PTY_H
#define UK_PTY_H

#include <stdbool.h>
#include <uk/file.h>

#define UK_PTY_MAX 256 /* numbers there are: 0..255 */

/* st_rdev of the name that makes one, and of slave @n: Linux's. */
#define UK_PTMX_RDEV	(5 << 8 | 2)
#define UK_PTY_RDEV(n)	(136 << 8 | (n))
#define UK_PTY_NAME_MAX 13 /* bytes of "/dev/pts/255" */

/* A new one, whose slave is locked: its master's open file. -ENOSPC: there are too many;
 * -ENOMEM. */
int uk_pty_open_master(int oflags, struct uk_file **out);
/* An open file of slave @n. -ENXIO: there is none; -EIO: it is locked; -ENOMEM. */
int uk_pty_open_slave(unsigned n, int oflags, struct uk_file **out);
/* Has @n a master? Slaves without one have lost their name. */
bool uk_pty_exists(unsigned n);
/* The name of @f if it is of a pseudo-terminal, in @buf of UK_PTY_NAME_MAX; else false. */
bool uk_pty_name(const struct uk_file *f, char *buf);

#endif
