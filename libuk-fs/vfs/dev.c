/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File system "dev": null, zero, full, random, urandom, and the console as
 * console, tty, stdin, stdout, stderr. A fixed table, mounted on /dev; fd/, whose
 * entries are the open descriptors: to open one is to duplicate it; and, in images that have
 * pseudo-terminals, ptmx and pts/ (devpts.c). That folder alone is source "pts", for roots with
 * a /dev of their own, whose pseudo-terminals are others'.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include <uk/anchor.h>
#include <uk/console.h>
#include <uk/heap.h>
#include "vfs_priv.h"

/* In images that make pseudo-terminals. */
#pragma weak uk_devpts

UK_ANCHOR(fs_dev);

enum device { DEV_NULL, DEV_ZERO, DEV_FULL, DEV_RANDOM, DEV_FD };

static const struct {
	char name[8];
	unsigned char device, fd;
} devices[] = {
	{ "null", DEV_NULL, 0 },     { "zero", DEV_ZERO, 0 },	   { "full", DEV_FULL, 0 },
	{ "random", DEV_RANDOM, 0 }, { "urandom", DEV_RANDOM, 0 }, { "console", DEV_FD, 0 },
	{ "tty", DEV_FD, 0 },	     { "stdin", DEV_FD, 0 },	   { "stdout", DEV_FD, 1 },
	{ "stderr", DEV_FD, 2 },
};
#define NDEVICES UK_ARRAY_SIZE(devices)

/* Inode numbers: the root's is 1, a device's its index + 2; those of devpts.c are 200 to 999.
 */
#define INO_FD_DIR 100
#define INO_FD	   1000 /* and the descriptor */

static const struct uk_vnode_ops dev_ops;

static size_t index_of(const struct uk_vnode *v)
{
	return v->ino - 2;
}

static int new_vnode(struct uk_mount *m, mode_t type, uint64_t ino, struct uk_vnode **out)
{
	struct uk_vnode *v = uk_zalloc(sizeof(*v));

	if (!v)
		return -ENOMEM;
	uk_vnode_init(v, &dev_ops, m, type, NULL, NULL);
	v->ino = ino;
	*out = v;
	return 0;
}

static bool is_open(int fd)
{
	struct uk_file *f = uk_fd_get(fd);

	if (f)
		uk_file_unref(f);
	return f != NULL;
}

static int fd_dir(struct uk_vnode *dir, struct uk_vnode **out)
{
	struct uk_vnode *v = uk_zalloc(sizeof(*v));
	int r = v ? uk_vnode_init(v, &dev_ops, dir->mount, S_IFDIR, dir, "fd") : -ENOMEM;

	if (r < 0) {
		uk_free(v);
		return r;
	}
	v->ino = INO_FD_DIR;
	*out = v;
	return 0;
}

int uk_dev_number_lookup(struct uk_vnode *dir, const char *name, bool (*there)(int),
			 uint64_t ino, struct uk_vnode **out)
{
	char *end;
	unsigned long n = strtoul(name, &end, 10);
	int r;

	if (name[0] < '0' || name[0] > '9' || *end || n > INT_MAX || !there((int)n))
		return -ENOENT;
	r = new_vnode(dir->mount, S_IFCHR, ino + n, out);
	if (r == 0)
		(*out)->ops = dir->ops;
	return r;
}

int uk_dev_number_getdents(struct uk_vfile *f, struct uk_dirent_sink *s, long max,
			   bool (*there)(int), uint64_t ino)
{
	for (; f->file.pos < max; f->file.pos++) {
		char name[12];
		int n;

		if (!there((int)f->file.pos))
			continue;
		n = uk_snprintf(name, sizeof(name), "%d", (int)f->file.pos);
		if (!s->emit(s, name, (size_t)n, ino + (uint64_t)f->file.pos, 2 /* DT_CHR */,
			     f->file.pos + 1))
			break;
	}
	return 0;
}

static int dev_lookup(struct uk_vnode *dir, const char *name, struct uk_vnode **out)
{
	if (dir->ino == INO_FD_DIR)
		return uk_dev_number_lookup(dir, name, is_open, INO_FD, out);
	if (strcmp(name, "fd") == 0)
		return fd_dir(dir, out);
	for (size_t i = 0; i < NDEVICES; i++) {
		if (strcmp(devices[i].name, name) == 0)
			return new_vnode(dir->mount, S_IFCHR, i + 2, out);
	}
	return &uk_devpts ? uk_devpts.lookup(dir, name, out) : -ENOENT;
}

static int dev_getdents(struct uk_vfile *f, struct uk_dirent_sink *s)
{
	if (f->vnode->ino == INO_FD_DIR)
		return uk_dev_number_getdents(f, s, sysconf(_SC_OPEN_MAX), is_open, INO_FD);
	for (; (size_t)f->file.pos < NDEVICES; f->file.pos++) {
		size_t i = (size_t)f->file.pos;

		if (!s->emit(s, devices[i].name, strlen(devices[i].name), i + 2, 2 /* DT_CHR */,
			     (off_t)i + 1))
			return 0;
	}
	if (f->file.pos == NDEVICES &&
	    s->emit(s, "fd", 2, INO_FD_DIR, 4 /* DT_DIR */, NDEVICES + 1))
		f->file.pos++;
	if (&uk_devpts && f->file.pos > (off_t)NDEVICES)
		uk_devpts.getdents(f, s, NDEVICES + 1);
	return 0;
}

static int dev_stat(struct uk_vnode *v, struct stat *st)
{
	st->st_dev = v->dev;
	st->st_ino = v->ino;
	st->st_rdev = v->ino;
	st->st_nlink = 1;
	st->st_mode = S_ISDIR(v->type) ? S_IFDIR | 0755 : S_IFCHR | 0666;
	st->st_blksize = 4096;
	return 0;
}

static int dev_setattr(struct uk_vnode *v, const struct uk_attr *a)
{
	(void)v;
	(void)a;
	return 0;
}

static int device_of(struct uk_file *f)
{
	return devices[index_of(uk_container_of(f, struct uk_vfile, file)->vnode)].device;
}

static ssize_t chr_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	int device = device_of(f);
	ssize_t n = 0;

	(void)off;
	if (device == DEV_NULL)
		return 0;
	for (int i = 0; i < cnt; i++) {
		if (device != DEV_RANDOM) {
			memset(iov[i].iov_base, 0, iov[i].iov_len);
		} else {
			ssize_t r = getrandom(iov[i].iov_base, iov[i].iov_len, 0);

			if (r < 0)
				return n ? n : -errno;
			n += r;
			if ((size_t)r < iov[i].iov_len)
				break;
			continue;
		}
		n += (ssize_t)iov[i].iov_len;
	}
	return n;
}

static ssize_t chr_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	ssize_t n = 0;

	(void)off;
	if (device_of(f) == DEV_FULL)
		return -ENOSPC;
	for (int i = 0; i < cnt; i++)
		n += (ssize_t)iov[i].iov_len;
	return n;
}

static int chr_stat(struct uk_file *f, struct stat *st)
{
	return dev_stat(uk_container_of(f, struct uk_vfile, file)->vnode, st);
}

static off_t chr_size(struct uk_file *f)
{
	(void)f;
	return 0;
}

static void chr_close(struct uk_file *f)
{
	uk_vfile_close(uk_container_of(f, struct uk_vfile, file));
}

static const struct uk_file_ops chr_ops = {
	.type = "device",
	.readv = chr_readv,
	.writev = chr_writev,
	.size = chr_size,
	.stat = chr_stat,
	.close = chr_close,
};

static int dev_open(struct uk_vnode *v, int oflags, struct uk_file **out)
{
	struct uk_vfile *f;
	int fd = -1;

	if (v->ino >= INO_FD)
		fd = (int)(v->ino - INO_FD);
	else if (!S_ISDIR(v->type) && devices[index_of(v)].device == DEV_FD)
		fd = devices[index_of(v)].fd;
	if (fd >= 0) {
		*out = uk_fd_get(fd);
		return *out ? 0 : -ENXIO;
	}
	f = uk_vfile_new(v, oflags & ~O_TRUNC, 0);
	if (!f)
		return -ENOMEM;
	if (!S_ISDIR(v->type))
		f->file.ops = &chr_ops;
	*out = &f->file;
	return 0;
}

static void dev_release(struct uk_vnode *v)
{
	uk_free(v);
}

static const struct uk_vnode_ops dev_ops = {
	.lookup = dev_lookup,
	.getdents = dev_getdents,
	.stat = dev_stat,
	.setattr = dev_setattr,
	.open = dev_open,
	.release = dev_release,
};

static int dev_mount(struct uk_mount *m, const char *source)
{
	if (&uk_devpts && strcmp(source, "pts") == 0)
		return uk_devpts.mount(m);
	return new_vnode(m, S_IFDIR, 1, &m->root);
}

UK_FS_TYPE(dev_type) = { .name = "dev", .mount = dev_mount };
