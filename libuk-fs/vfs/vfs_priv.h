/* SPDX-License-Identifier: BSD-3-Clause */
/* What the files of vfs/ share. */
#ifndef VFS_PRIV_H
#define VFS_PRIV_H

#include <uk/vfs.h>

extern struct uk_mount *uk_mounts; /* the root file system is the last */

/* The vnode that a walk sees instead of @v, whose reference it takes over: the root of what is
 * mounted there. */
struct uk_vnode *uk_mount_cross(struct uk_vnode *v);

/* fifo.c: @v is a named pipe. Waits for the other end (-EINTR); -ENXIO, -ENOMEM. */
int uk_fifo_open(struct uk_vnode *v, int oflags, struct uk_file **out);

#endif
