/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File system "proc": the part of Linux's /proc that programs read. A fixed tree of texts
 * and links; what is read is as it was when the file was opened.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include <uk/anchor.h>
#include <uk/heap.h>
#include <uk/init.h>
#include <uk/vfs.h>
#include "proc.h"

UK_ANCHOR(fs_proc);
UK_NEED(uk_anchor_fs);

/* Inode numbers are indices + 1. An entry's directory is one before it. */
static const struct entry {
	char name[12];
	unsigned char dir;
	mode_t type;
	void (*fill)(struct proc_text *t);
} tree[] = {
	{ "", 0, S_IFDIR, NULL },
	{ "1", 0, S_IFDIR, NULL },
	{ "self", 0, S_IFLNK, proc_self },
	{ "cpuinfo", 0, S_IFREG, proc_cpuinfo },
	{ "loadavg", 0, S_IFREG, proc_loadavg },
	{ "meminfo", 0, S_IFREG, proc_meminfo },
	{ "mounts", 0, S_IFLNK, proc_self_mounts },
	{ "stat", 0, S_IFREG, proc_stat },
	{ "uptime", 0, S_IFREG, proc_uptime },
	{ "version", 0, S_IFREG, proc_version },
	{ "cmdline", 1, S_IFREG, proc_cmdline },
	{ "comm", 1, S_IFREG, proc_comm },
	{ "cwd", 1, S_IFLNK, proc_cwd },
	{ "environ", 1, S_IFREG, proc_environ },
	{ "exe", 1, S_IFLNK, proc_exe },
	{ "fd", 1, S_IFLNK, proc_fd },
	{ "limits", 1, S_IFREG, proc_limits },
	{ "maps", 1, S_IFREG, proc_maps },
	{ "mounts", 1, S_IFREG, proc_mounts },
	{ "root", 1, S_IFLNK, proc_root },
	{ "stat", 1, S_IFREG, proc_self_stat },
	{ "statm", 1, S_IFREG, proc_statm },
	{ "status", 1, S_IFREG, proc_status },
};
#define NENTRIES UK_ARRAY_SIZE(tree)

static const struct uk_vnode_ops proc_ops;

static const struct entry *entry_of(const struct uk_vnode *v)
{
	return &tree[v->ino - 1];
}

static int new_vnode(struct uk_mount *m, size_t i, struct uk_vnode *dir, struct uk_vnode **out)
{
	struct uk_vnode *v = uk_zalloc(sizeof(*v));
	int r;

	if (!v)
		return -ENOMEM;
	r = uk_vnode_init(v, &proc_ops, m, tree[i].type, dir, i ? tree[i].name : NULL);
	if (r < 0) {
		uk_free(v);
		return r;
	}
	v->ino = i + 1;
	*out = v;
	return 0;
}

static bool is_in(size_t i, const struct uk_vnode *dir)
{
	return i > 0 && tree[i].dir == dir->ino - 1;
}

static int proc_lookup(struct uk_vnode *dir, const char *name, struct uk_vnode **out)
{
	for (size_t i = 1; i < NENTRIES; i++) {
		if (is_in(i, dir) && strcmp(tree[i].name, name) == 0)
			return new_vnode(dir->mount, i, dir, out);
	}
	return -ENOENT;
}

static int proc_getdents(struct uk_vfile *f, struct uk_dirent_sink *s)
{
	for (; (size_t)f->file.pos < NENTRIES; f->file.pos++) {
		size_t i = (size_t)f->file.pos;

		if (is_in(i, f->vnode) &&
		    !s->emit(s, tree[i].name, strlen(tree[i].name), i + 1,
			     (unsigned char)(tree[i].type >> 12), (off_t)i + 1))
			break;
	}
	return 0;
}

static int proc_vstat(struct uk_vnode *v, struct stat *st)
{
	st->st_dev = v->dev;
	st->st_ino = v->ino;
	st->st_nlink = 1;
	st->st_mode = v->type | (S_ISLNK(v->type) ? 0777 : S_ISDIR(v->type) ? 0555 : 0444);
	st->st_blksize = 1024;
	return 0;
}

static ssize_t proc_readlink(struct uk_vnode *v, char *buf, size_t len)
{
	struct proc_text t = { 0 };

	entry_of(v)->fill(&t);
	len = UK_MIN(len, t.len);
	if (!t.failed)
		memcpy(buf, t.p, len);
	free(t.p);
	return t.failed ? -ENOMEM : (ssize_t)len;
}

static int proc_open(struct uk_vnode *v, int oflags, struct uk_file **out)
{
	struct proc_text *t = NULL;
	struct uk_vfile *f;

	if ((oflags & O_ACCMODE) != O_RDONLY)
		return -EACCES;
	if (S_ISREG(v->type)) {
		t = calloc(1, sizeof(*t));
		if (!t)
			return -ENOMEM;
		entry_of(v)->fill(t);
	}
	f = t && t->failed ? NULL : uk_vfile_new(v, oflags, (uintptr_t)t);
	if (!f) {
		if (t)
			free(t->p);
		free(t);
		return -ENOMEM;
	}
	*out = &f->file;
	return 0;
}

static ssize_t proc_readv(struct uk_vfile *f, const struct iovec *iov, int cnt, off_t off)
{
	const struct proc_text *t = (const struct proc_text *)f->handle;
	size_t at = (size_t)off, n;
	ssize_t done = 0;

	for (; cnt > 0 && at < t->len; iov++, cnt--) {
		n = UK_MIN(iov->iov_len, t->len - at);
		memcpy(iov->iov_base, t->p + at, n);
		at += n;
		done += (ssize_t)n;
	}
	return done;
}

static void proc_close(struct uk_vfile *f)
{
	struct proc_text *t = (struct proc_text *)f->handle;

	if (t)
		free(t->p);
	free(t);
}

static void proc_release(struct uk_vnode *v)
{
	uk_free(v);
}

static const struct uk_vnode_ops proc_ops = {
	.lookup = proc_lookup,
	.getdents = proc_getdents,
	.readlink = proc_readlink,
	.stat = proc_vstat,
	.open = proc_open,
	.readv = proc_readv,
	.close = proc_close,
	.release = proc_release,
};

static int proc_mount(struct uk_mount *m, const char *source)
{
	(void)source;
	return new_vnode(m, 0, NULL, &m->root);
}

UK_FS_TYPE(proc_type) = { .name = "proc", .mount = proc_mount };

/* After the root, unless that has a /proc of its own: the host's. */
static int mount_proc(void)
{
	if (access("/proc/self", F_OK) == 0)
		return 0;
	mkdir("/proc", 0555);
	/* A root that cannot have the directory has no /proc. */
	if (access("/proc", F_OK) == 0)
		uk_vfs_mount("proc", "", "/proc");
	return 0;
}
UK_INIT(45, mount_proc); /* between UK_LEVEL_SYS and UK_LEVEL_NET */
