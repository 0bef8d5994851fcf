/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The virtual file system: one tree of names over any number of file systems.
 *
 *	open("/mnt/a")  ──walk──>  vnode "/"  ──lookup──>  vnode "mnt"
 *				     (ram)		      │ something is mounted here
 *							      v
 *				   vnode "a" <──lookup──  root vnode of the mount (9p)
 *
 * A vnode is what a name leads to. A file system embeds it in its own
 * structure, keeps it as long as it likes, and gives out references. Directory
 * vnodes know their name and hold a reference to their parent, so the walk does
 * "..", symbolic links and mount points by itself: a file system never sees
 * any of them, only single names of 1..255 bytes without '/'.
 *
 * Operations run in thread context, may block, and return 0 or a negative
 * errno. A NULL operation is the errno in its comment.
 */
#ifndef UK_VFS_H
#define UK_VFS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>
#include <uk/file.h>
#include <uk/set.h>

struct iovec;
struct stat;
struct statvfs;
struct uk_mount;
struct uk_vfile;
struct uk_vnode;
struct uk_dirent_sink;

#define UK_NAME_MAX  255
#define UK_PATH_MAX  4096
#define UK_LINKS_MAX 40 /* symbolic links in one walk */

/* What setattr sets. */
struct uk_attr {
	unsigned which; /* UK_ATTR_… */
	mode_t mode;	/* permission bits */
	uid_t uid;	/* (uid_t)-1: leave */
	gid_t gid;
	off_t size;
	struct timespec atime, mtime; /* tv_nsec UTIME_NOW, UTIME_OMIT as in utimensat */
};
#define UK_ATTR_MODE  1u
#define UK_ATTR_OWNER 2u
#define UK_ATTR_SIZE  4u
#define UK_ATTR_TIMES 8u

struct uk_vnode_ops {
	/* Directories. @out gets a reference. Results never are mount points or "." and "..".
	 */
	int (*lookup)(struct uk_vnode *dir, const char *name,
		      struct uk_vnode **out); /* ENOENT */
	/*
	 * Make a file, directory, symbolic link (to @target), socket or FIFO by the type in
	 * @mode, which umask was applied to. -EEXIST if there is one; -EPERM for types it has
	 * not.
	 */
	int (*create)(struct uk_vnode *dir, const char *name, mode_t mode, const char *target,
		      struct uk_vnode **out);					 /* EROFS */
	int (*link)(struct uk_vnode *dir, const char *name, struct uk_vnode *v); /* EPERM */
	/* Remove @name, which leads to @v: an empty directory, or anything else. */
	int (*unlink)(struct uk_vnode *dir, const char *name, struct uk_vnode *v); /* EROFS */
	/* @v moves; @over is what the new name leads to now, or NULL. Types were checked. */
	int (*rename)(struct uk_vnode *dir, const char *name, struct uk_vnode *v,
		      struct uk_vnode *newdir, const char *newname,
		      struct uk_vnode *over); /* EROFS */
	/* Entries from f->file.pos on into @sink until it is full; f->file.pos moves. */
	int (*getdents)(struct uk_vfile *f, struct uk_dirent_sink *sink); /* ENOTDIR */

	/* Symbolic links: up to @len bytes of the target, not terminated; how many. */
	ssize_t (*readlink)(struct uk_vnode *v, char *buf, size_t len); /* EINVAL */

	/* All. @st is zeroed. */
	int (*stat)(struct uk_vnode *v, struct stat *st);
	int (*setattr)(struct uk_vnode *v, const struct uk_attr *a); /* EROFS */
	int (*statvfs)(struct uk_vnode *v, struct statvfs *s);	     /* ENOSYS */
	/* May @v be used so (R_OK, W_OK, X_OK)? NULL: always. */
	int (*access)(struct uk_vnode *v, int mode);
	/*
	 * An open file, of flags O_ACCMODE, O_APPEND, O_TRUNC, O_NONBLOCK, O_SYNC. NULL:
	 * uk_vfile_new, with O_TRUNC done by setattr; named pipes are the VFS's (vfs/fifo.c).
	 */
	int (*open)(struct uk_vnode *v, int oflags, struct uk_file **out);

	/* Make a regular file and open it, in one. NULL: create, then open. */
	int (*create_open)(struct uk_vnode *dir, const char *name, mode_t mode, int oflags,
			   struct uk_file **out);

	/* The same of an open file, which may have lost its name. NULL: those of the vnode. */
	int (*fstat)(struct uk_vfile *f, struct stat *st);
	int (*fsetattr)(struct uk_vfile *f, const struct uk_attr *a);

	/* Open files of regular files. As in uk_file_ops; O_APPEND was turned into @off. */
	ssize_t (*readv)(struct uk_vfile *f, const struct iovec *iov, int cnt,
			 off_t off); /* EISDIR, EINVAL */
	ssize_t (*writev)(struct uk_vfile *f, const struct iovec *iov, int cnt,
			  off_t off);	 /* EINVAL */
	int (*sync)(struct uk_vfile *f); /* 0 */
	/* Locks that others see, too, as in uk_file_ops. NULL: nobody else has the file. */
	int (*lock_records)(struct uk_vfile *f, int cmd, struct flock *l);
	int (*lock_file)(struct uk_vfile *f, int operation);
	/* The last descriptor is gone: free f->handle's resources. */
	void (*close)(struct uk_vfile *f);

	/* The last reference is gone: free it. */
	void (*release)(struct uk_vnode *v);
};

struct uk_vnode {
	const struct uk_vnode_ops *ops;
	struct uk_mount *mount;
	unsigned refs;
	mode_t type;		 /* S_IFMT bits; never changes */
	uint64_t dev, ino;	 /* tell it from others of the mount */
	struct uk_vnode *parent; /* directories: reference, NULL for a mount's root */
	char *name; /* directories: name in parent; NULL: a mount's root, or removed */
};

/*
 * Ready @v, in zeroed memory, with one reference. For a directory below a mount's root @parent
 * and @name (copied) are what it was looked up by. 0 or -ENOMEM.
 */
int uk_vnode_init(struct uk_vnode *v, const struct uk_vnode_ops *ops, struct uk_mount *m,
		  mode_t type, struct uk_vnode *parent, const char *name);
static inline struct uk_vnode *uk_vnode_ref(struct uk_vnode *v)
{
	v->refs++;
	return v;
}
void uk_vnode_unref(struct uk_vnode *v); /* NULL is fine */

/* An open file of a vnode, by the generic operations. */
struct uk_vfile {
	struct uk_file file;
	struct uk_vnode *vnode; /* reference */
	uintptr_t handle;	/* the file system's */
};
/* A new one with one reference; takes one to @v. NULL: no memory. */
struct uk_vfile *uk_vfile_new(struct uk_vnode *v, int oflags, uintptr_t handle);
/* uk_file_ops.close of files made by uk_vfile_new, for operations that replace the generic
 * ones. */
void uk_vfile_close(struct uk_vfile *f);
/* The vfile of @f, or NULL if it is something else. */
struct uk_vfile *uk_vfile_of(struct uk_file *f);

/*
 * Where getdents puts entries. emit() returns false when there is no room: the entry was not
 * taken. @next is the position after it, not 0; @type is DT_….
 */
struct uk_dirent_sink {
	bool (*emit)(struct uk_dirent_sink *s, const char *name, size_t len, uint64_t ino,
		     unsigned char type, off_t next);
};

/* File system types, found by name. */
struct uk_fs_type {
	const char *name;
	/*
	 * Mount @source ("" or what follows the colon in fs.mount): set m->root, which may keep
	 * m->fs. -ENODEV: nothing there.
	 */
	int (*mount)(struct uk_mount *m, const char *source);
	/* As the root file system: the path to start in; NULL or "/". The string is used at
	 * once. */
	const char *(*cwd)(struct uk_mount *m);
	/* For fs.root=auto the type with the highest rank that mounts is taken; 0: only when
	 * named. */
	int root_rank;
};
#define UK_FS_TYPE(var) UK_SET_ADD(fs_type, struct uk_fs_type, var)

struct uk_mount {
	struct uk_mount *next;
	const struct uk_fs_type *type;
	struct uk_vnode *root;	  /* reference */
	struct uk_vnode *covered; /* reference; NULL for the root file system */
	unsigned children;	  /* mounts whose covered vnode is in this one */
	void *fs;		  /* the file system's */
	uint64_t dev;		  /* st_dev for those that have none of their own */
};

/*
 * Mount file system @type of @source on directory @path. 0, -ENOENT (no such type or path),
 * -ENOTDIR, -EBUSY (the root has its file system), -ENOMEM, or what the type's mount says.
 */
int uk_vfs_mount(const char *type, const char *source, const char *path);

/* Walks. */
#define UK_WALK_NOFOLLOW 1u /* a symbolic link at the end is itself the result */
#define UK_WALK_CREATE	 2u /* the last name may be missing: result NULL */
#define UK_WALK_DIR	 4u /* a trailing slash is fine although it is missing (mkdir) */

struct uk_walk {
	struct uk_vnode *v;   /* result, reference; NULL: missing */
	struct uk_vnode *dir; /* directory of the last name, reference; NULL if that is "/", "."
				 or ".." */
	char name[UK_NAME_MAX + 1];
	bool dots; /* the last name is "." or ".." */
};

/*
 * Walk @path from directory @dirfd (AT_FDCWD: the working directory). On success end
 * it with uk_walk_end. -ENOENT, -ENOTDIR, -ELOOP, -ENAMETOOLONG, -EBADF, …
 */
int uk_vfs_walk(struct uk_walk *w, int dirfd, const char *path, unsigned flags);
void uk_walk_end(struct uk_walk *w);

/* Only the vnode, with a reference. */
int uk_vfs_lookup(int dirfd, const char *path, unsigned flags, struct uk_vnode **out);

/*
 * The path of directory @v from the root into @buf, terminated: its length, -ERANGE, or -ENOENT
 * if it was removed.
 */
ssize_t uk_vfs_path(struct uk_vnode *v, char *buf, size_t len);

/*
 * Directory @v is now @name, from uk_vfs_name, in @dir; it was removed. The second sees to the
 * working directory by itself, the first must be called for its twin too, if there is one:
 * another vnode of the same directory, that the working directory is or lies below.
 */
void uk_vnode_renamed(struct uk_vnode *v, struct uk_vnode *dir, char *name);
void uk_vnode_removed(struct uk_vnode *v);
struct uk_vnode *uk_vfs_cwd_twin(const struct uk_vnode *v);
char *uk_vfs_name(const char *name); /* a copy, or NULL: no memory */

/* The working directory: a reference is held. Set by uk_vfs_chdir, which takes one. */
struct uk_vnode *uk_vfs_cwd(void);
int uk_vfs_chdir(struct uk_vnode *v);

/* As open(2), without a descriptor. */
int uk_vfs_open(int dirfd, const char *path, int oflags, mode_t mode, struct uk_file **out);

/* Set attributes of what @path leads to, of @v, of @f. */
int uk_vfs_setattr_at(int dirfd, const char *path, unsigned walk_flags,
		      const struct uk_attr *a);
int uk_vnode_setattr(struct uk_vnode *v, const struct uk_attr *a);
int uk_vfile_setattr(struct uk_vfile *f, const struct uk_attr *a);
int uk_vnode_stat(struct uk_vnode *v, struct stat *st);

static inline bool uk_vnode_same(const struct uk_vnode *a, const struct uk_vnode *b)
{
	return a == b || (a->mount == b->mount && a->ino == b->ino && a->dev == b->dev);
}

/* Bits that create leaves out. */
extern mode_t uk_umask;

#endif
