/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The RAM file system's nodes, for ram/ and for what fills a tree (initrd/).
 * A node is a vnode; it lives as long as it has names or references.
 */
#ifndef RAM_H
#define RAM_H

#include <stdint.h>
#include <uk/list.h>
#include <uk/vfs.h>

struct ram_node {
	struct uk_vnode v;
	mode_t mode; /* permission bits */
	uid_t uid;
	gid_t gid;
	uint16_t nlink;	  /* names */
	uint16_t subdirs; /* of a directory: directories in it */
	struct timespec atime, mtime, ctime;
	off_t size; /* of a file; a link's target's length */
	union {
		struct uk_list entries; /* a directory's, by seq */
		char *target;		/* a link's */
		struct {
			const char
				*rom; /* the bytes, in place, until the file changes; or NULL */
			char **pages; /* else its pages; NULL: a hole */
			size_t npages; /* entries of pages */
		};
	};
};

/* A name in a directory: in the file system's hash table and in the directory's list. */
struct ram_entry {
	struct ram_entry *next; /* in its bucket */
	struct uk_list link;
	struct ram_node *dir, *node;
	off_t seq; /* position for getdents: rises within a directory */
	unsigned char len;
	char name[];
};

struct ram_fs {
	struct ram_entry **buckets;
	size_t nbuckets, nentries; /* nbuckets is a power of two */
	off_t seq;
	uint64_t ino;
};

extern const struct uk_vnode_ops uk_ram_ops;

/* A new, empty tree for @m. 0 or -ENOMEM. */
int uk_ram_mount(struct uk_mount *m);

static inline struct ram_node *ram_node(struct uk_vnode *v)
{
	return uk_container_of(v, struct ram_node, v);
}
static inline struct ram_fs *ram_fs(const struct uk_vnode *v)
{
	return v->mount->fs;
}

/* data.c: contents of files. */
ssize_t uk_ram_readv(struct uk_vfile *f, const struct iovec *iov, int cnt, off_t off);
ssize_t uk_ram_writev(struct uk_vfile *f, const struct iovec *iov, int cnt, off_t off);
int uk_ram_resize(struct ram_node *n, off_t size);
void uk_ram_free_data(struct ram_node *n);
struct timespec uk_ram_now(void);

#endif
