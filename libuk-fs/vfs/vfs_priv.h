/* SPDX-License-Identifier: BSD-3-Clause */
/* What the files of vfs/ share. */
#ifndef VFS_PRIV_H
#define VFS_PRIV_H

#include <uk/vfs.h>

extern struct uk_mount *uk_mounts; /* the root file system is the last */

/* The vnode that a walk sees instead of @v, whose reference it takes over: the root of what is
 * mounted there. */
struct uk_vnode *uk_mount_cross(struct uk_vnode *v);

#endif
