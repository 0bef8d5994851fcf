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

/* dev.c: folders of numbers, those that @there says; their vnodes are the folder's kind, of
 * inode numbers from @ino on. The second has positions below @max. */
int uk_dev_number_lookup(struct uk_vnode *dir, const char *name, bool (*there)(int),
			 uint64_t ino, struct uk_vnode **out);
int uk_dev_number_getdents(struct uk_vfile *f, struct uk_dirent_sink *s, long max,
			   bool (*there)(int), uint64_t ino);

/* devpts.c: what is in /dev for pseudo-terminals; weak. */
struct uk_devpts {
	int (*lookup)(struct uk_vnode *dir, const char *name, struct uk_vnode **out);
	/* Entries of @f, /dev, at positions from @first on. */
	void (*getdents)(struct uk_vfile *f, struct uk_dirent_sink *s, off_t first);
	/* The folder pts as a mount's root. */
	int (*mount)(struct uk_mount *m);
};
extern const struct uk_devpts uk_devpts;

#endif
