/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File system "dev": null, zero, full, random, urandom, and the console as
 * console, tty, stdin, stdout, stderr. A fixed table, mounted on /dev; fd/, whose
 * entries are the open descriptors: to open one is to duplicate it; and, in images that have
 * pseudo-terminals, ptmx and pts/. That folder alone is source "pts", for roots with a /dev of
 * their own, whose pseudo-terminals are others'.
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
#include <uk/pty.h>
#include <uk/vfs.h>

/* In images that make pseudo-terminals. */
#pragma weak uk_pty_open_master
#pragma weak uk_pty_open_slave
#pragma weak uk_pty_exists

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

/* Inode numbers: the root's is 1, a device's its index + 2. */
#define INO_FD_DIR  100
#define INO_PTS_DIR 101
#define INO_PTMX    102
#define INO_PTS	    200	 /* and the number */
#define INO_FD	    1000 /* and the descriptor */

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

static int sub_dir(struct uk_vnode *dir, const char *name, uint64_t ino, struct uk_vnode **out)
{
	struct uk_vnode *v = uk_zalloc(sizeof(*v));
	int r = v ? uk_vnode_init(v, &dev_ops, dir->mount, S_IFDIR, dir, name) : -ENOMEM;

	if (r < 0) {
		uk_free(v);
		return r;
	}
	v->ino = ino;
	*out = v;
	return 0;
}

static bool is_pty(int n)
{
	return n < UK_PTY_MAX && uk_pty_exists((unsigned)n);
}

/* A folder of numbers, those that @there says, as vnodes from @ino on. */
static int number_lookup(struct uk_vnode *dir, const char *name, bool (*there)(int),
			 uint64_t ino, struct uk_vnode **out)
{
	char *end;
	unsigned long n = strtoul(name, &end, 10);

	if (name[0] < '0' || name[0] > '9' || *end || n > INT_MAX || !there((int)n))
		return -ENOENT;
	return new_vnode(dir->mount, S_IFCHR, ino + n, out);
}

static int number_getdents(struct uk_vfile *f, struct uk_dirent_sink *s, long max,
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
		return number_lookup(dir, name, is_open, INO_FD, out);
	if (uk_pty_exists && strcmp(name, "ptmx") == 0)
		return new_vnode(dir->mount, S_IFCHR, INO_PTMX, out);
	if (dir->ino == INO_PTS_DIR)
		return number_lookup(dir, name, is_pty, INO_PTS, out);
	if (strcmp(name, "fd") == 0)
		return sub_dir(dir, name, INO_FD_DIR, out);
	if (uk_pty_exists && strcmp(name, "pts") == 0)
		return sub_dir(dir, name, INO_PTS_DIR, out);
	for (size_t i = 0; i < NDEVICES; i++) {
		if (strcmp(devices[i].name, name) == 0)
			return new_vnode(dir->mount, S_IFCHR, i + 2, out);
	}
	return -ENOENT;
}

/* What is no device of the table. */
static const struct {
	char name[5];
	unsigned char ino, type; /* DT_… */
} others[] = { { "fd", INO_FD_DIR, 4 }, { "pts", INO_PTS_DIR, 4 }, { "ptmx", INO_PTMX, 2 } };

static int dev_getdents(struct uk_vfile *f, struct uk_dirent_sink *s)
{
	size_t n = NDEVICES + (uk_pty_exists ? UK_ARRAY_SIZE(others) : 1);

	if (f->vnode->ino == INO_FD_DIR)
		return number_getdents(f, s, sysconf(_SC_OPEN_MAX), is_open, INO_FD);
	if (f->vnode->ino == INO_PTS_DIR)
		return number_getdents(f, s, UK_PTY_MAX, is_pty, INO_PTS);
	for (; (size_t)f->file.pos < n; f->file.pos++) {
		size_t i = (size_t)f->file.pos, k = i - NDEVICES;
		const char *name = i < NDEVICES ? devices[i].name : others[k].name;

		if (!s->emit(s, name, strlen(name), i < NDEVICES ? i + 2 : others[k].ino,
			     i < NDEVICES ? 2 /* DT_CHR */ : others[k].type, (off_t)i + 1))
			break;
	}
	return 0;
}

static int dev_stat(struct uk_vnode *v, struct stat *st)
{
	bool pty = v->ino >= INO_PTS && v->ino < INO_FD;

	st->st_dev = v->dev;
	st->st_ino = v->ino;
	st->st_rdev = v->ino;
	if (pty)
		st->st_rdev = UK_PTY_RDEV(v->ino - INO_PTS);
	else if (v->ino == INO_PTMX)
		st->st_rdev = UK_PTMX_RDEV;
	st->st_nlink = 1;
	st->st_mode = S_ISDIR(v->type) ? S_IFDIR | 0755 : S_IFCHR | (pty ? 0620 : 0666);
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

	if (v->ino == INO_PTMX)
		return uk_pty_open_master(oflags, out);
	if (v->ino >= INO_PTS && v->ino < INO_FD)
		return uk_pty_open_slave((unsigned)(v->ino - INO_PTS), oflags, out);
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
	if (strcmp(source, "pts") != 0)
		return new_vnode(m, S_IFDIR, 1, &m->root);
	return uk_pty_exists ? new_vnode(m, S_IFDIR, INO_PTS_DIR, &m->root) : -ENODEV;
}

UK_FS_TYPE(dev_type) = { .name = "dev", .mount = dev_mount };
