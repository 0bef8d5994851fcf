/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File system "dev": null, zero, full, random, urandom, and the console as
 * console, tty, stdin, stdout, stderr. A fixed table, mounted on /dev.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <uk/anchor.h>
#include <uk/heap.h>
#include <uk/vfs.h>

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

static const struct uk_vnode_ops dev_ops;

/* A device's ino is its index + 2; the root's is 1. */
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

static int dev_lookup(struct uk_vnode *dir, const char *name, struct uk_vnode **out)
{
	for (size_t i = 0; i < NDEVICES; i++) {
		if (strcmp(devices[i].name, name) == 0)
			return new_vnode(dir->mount, S_IFCHR, i + 2, out);
	}
	return -ENOENT;
}

static int dev_getdents(struct uk_vfile *f, struct uk_dirent_sink *s)
{
	for (; (size_t)f->file.pos < NDEVICES; f->file.pos++) {
		size_t i = (size_t)f->file.pos;

		if (!s->emit(s, devices[i].name, strlen(devices[i].name), i + 2, 2 /* DT_CHR */,
			     (off_t)i + 1))
			break;
	}
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

	if (!S_ISDIR(v->type) && devices[index_of(v)].device == DEV_FD) {
		*out = uk_fd_get(devices[index_of(v)].fd);
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
	(void)source;
	return new_vnode(m, S_IFDIR, 1, &m->root);
}

UK_FS_TYPE(dev_type) = { .name = "dev", .mount = dev_mount };
