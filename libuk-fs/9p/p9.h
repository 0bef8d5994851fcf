/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The 9P2000.L client: one session per mount, one call at a time.
 * Protocol: github.com/chaos/diod protocol.md and 9P2000 intro(5). Every reply
 * is decoded by a cursor that goes bad, and stays bad, at the first byte that is not there.
 */
#ifndef P9_H
#define P9_H

#include <stdbool.h>
#include <uk/lock.h>
#include <sys/stat.h>
#include <uk/p9_transport.h>
#include <uk/pages.h>
#include <uk/vfs.h>

enum {
	P9_LERROR = 7,
	P9_STATFS = 8,
	P9_LOPEN = 12,
	P9_LCREATE = 14,
	P9_SYMLINK = 16,
	P9_READLINK = 22,
	P9_GETATTR = 24,
	P9_SETATTR = 26,
	P9_READDIR = 40,
	P9_FSYNC = 50,
	P9_LINK = 70,
	P9_MKDIR = 72,
	P9_RENAMEAT = 74,
	P9_UNLINKAT = 76,
	P9_VERSION = 100,
	P9_ATTACH = 104,
	P9_WALK = 110,
	P9_READ = 116,
	P9_WRITE = 118,
	P9_CLUNK = 120,
};

#define P9_NOTAG     0xffffu
#define P9_NOFID     0xffffffffu
#define P9_QTDIR     0x80
#define P9_QTSYMLINK 0x02
#define P9_HEADER    7u	 /* size[4] type[1] tag[2] */
#define P9_IOHDR     24u /* the largest overhead of a read, write or readdir */
#define P9_MSIZE_MIN 4096u
#define P9_MSIZE_MAX (68u * 1024) /* 64 KiB of data, and what is around them */

struct p9_qid {
	uint8_t type;
	uint32_t version; /* another one when the file was changed */
	uint64_t path;
};

/* A message: what is at [at, end) is still to be read, or room to be written. */
struct p9_msg {
	uint8_t *at, *end;
	bool bad;
};

struct p9_fs {
	struct uk_p9_transport *t;
	struct uk_mutex lock; /* guards the buffers: from p9_begin to p9_end */
	uint32_t msize;
	uint8_t *req, *reply;	/* msize bytes each */
	uint64_t *fids;		/* a bit per fid in use */
	size_t nfids;		/* words */
	struct p9_names *names; /* names.c; NULL: nothing is kept */
};

struct p9_node {
	struct uk_vnode v;
	uint32_t fid;
	bool opened; /* the fid is an open file's: no second open with it */
	/* With a cache: */
	bool reader;	       /* and was opened to read only, so such files may share it */
	bool has_st;	       /* st is what the server said */
	uint32_t version;      /* of what is kept */
	uint64_t ahead;	       /* where the last message of contents ended */
	struct uk_pages pages; /* contents */
	struct stat st;
	struct p9_node *next; /* names.c */
};

extern const struct uk_vnode_ops uk_p9_ops;

static inline struct p9_node *p9_node(struct uk_vnode *v)
{
	return uk_container_of(v, struct p9_node, v);
}
static inline struct p9_fs *p9_fs(const struct uk_vnode *v)
{
	return v->mount->fs;
}

/* msg.c: little endian. Reading what is not there gives 0 and makes @m bad. */
void p9_put(struct p9_msg *m, unsigned bytes, uint64_t v);
void p9_put_str(struct p9_msg *m, const char *s);
uint64_t p9_get(struct p9_msg *m, unsigned bytes);
struct p9_qid p9_get_qid(struct p9_msg *m);
/* A string in place, not terminated; its length in *@len. */
const char *p9_get_str(struct p9_msg *m, size_t *len);
/* The place of @len bytes, skipped; NULL if they are not there. */
uint8_t *p9_take(struct p9_msg *m, size_t len);

/*
 * client.c: p9_begin takes the lock and starts a request in @m; p9_call sends it and makes @m
 * the reply's body. In the end always p9_end: 0, the error of call or server, or -EPROTO if @m
 * went bad or has something left.
 */
void p9_begin(struct p9_fs *fs, struct p9_msg *m, unsigned type);
int p9_call(struct p9_fs *fs, struct p9_msg *m);
int p9_end(struct p9_fs *fs, struct p9_msg *m, int r);
/* A call of which only success matters. */
int p9_simple(struct p9_fs *fs, struct p9_msg *m);

/* fid.c: a number for a new fid or P9_NOFID; give back one that the server never got; clunk it.
 */
uint32_t p9_fid_new(struct p9_fs *fs);
void p9_fid_free(struct p9_fs *fs, uint32_t fid);
void p9_clunk(struct p9_fs *fs, uint32_t fid);

/* errno.c: the pool's -errno for the Linux number @e of a server. */
int p9_errno(uint64_t e);

/* node.c: @name == NULL clones. *@fid is new; the caller clunks it. */
int p9_walk(struct p9_fs *fs, uint32_t from, const char *name, uint32_t *fid,
	    struct p9_qid *qid);
/* A vnode for @fid, which is clunked if there is no memory. */
int p9_vnode(struct uk_mount *m, struct uk_vnode *dir, const char *name, uint32_t fid,
	     struct p9_qid qid, struct uk_vnode **out);

/* cache.c: fs.9p_cache, as the next mount takes it. */
extern bool p9_cache_loose;
/* @v was changed here: its attributes, and @len bytes (0: none) from @from on. */
void p9_changed(struct uk_vnode *v, uint64_t from, uint64_t len);
/* The server told of @qid: what is kept of another version goes. */
void p9_seen(struct p9_node *n, struct p9_qid qid);
/* As p9_read_some, with what is kept, and reading ahead. */
ssize_t p9_read_cached(struct uk_vfile *f, void *buf, size_t len, off_t off);

/*
 * names.c. What is noted does nothing where nothing is kept, and without memory: the server is
 * asked again. Results have a reference.
 */
int p9_names_init(struct p9_fs *fs); /* 0 or -ENOMEM */
struct uk_vnode *p9_name_find(struct uk_vnode *dir, const char *name);
void p9_name_keep(struct uk_vnode *dir, const char *name, struct uk_vnode *v);
void p9_name_forget(struct uk_vnode *dir, const char *name);
void p9_names_forget(struct p9_fs *fs); /* all */
/* The vnode there is of a regular file. */
struct uk_vnode *p9_file_find(struct p9_fs *fs, struct p9_qid qid);
void p9_file_add(struct p9_fs *fs, struct p9_node *n);
void p9_file_remove(struct p9_fs *fs, struct p9_node *n);

/* file.c; p9_read_some: up to @len bytes, as many as one message holds. */
ssize_t p9_read_some(struct uk_vfile *f, void *buf, size_t len, off_t off);
int p9_open(struct uk_vnode *v, int oflags, struct uk_file **out);
int p9_create_open(struct uk_vnode *dir, const char *name, mode_t mode, int oflags,
		   struct uk_file **out);
ssize_t p9_readv(struct uk_vfile *f, const struct iovec *iov, int cnt, off_t off);
ssize_t p9_writev(struct uk_vfile *f, const struct iovec *iov, int cnt, off_t off);
int p9_sync(struct uk_vfile *f);
void p9_close(struct uk_vfile *f);
int p9_getdents(struct uk_vfile *f, struct uk_dirent_sink *s);

/* attr.c */
int p9_stat(struct uk_vnode *v, struct stat *st);
int p9_fstat(struct uk_vfile *f, struct stat *st);
int p9_setattr(struct uk_vnode *v, const struct uk_attr *a);
int p9_fsetattr(struct uk_vfile *f, const struct uk_attr *a);
int p9_statvfs(struct uk_vnode *v, struct statvfs *s);

#endif
