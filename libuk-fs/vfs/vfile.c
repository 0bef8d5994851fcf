/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Open files of vnodes: uk_file_ops in terms of uk_vnode_ops. Devices and
 * pipes that a file system passes on have operations of their own.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <uk/heap.h>
#include <uk/vfs.h>

static struct uk_vfile *vf(struct uk_file *f)
{
	return uk_container_of(f, struct uk_vfile, file);
}

static ssize_t fs_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	return vf(f)->vnode->ops->readv(vf(f), iov, cnt, off);
}

static ssize_t vfile_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	const struct uk_vnode *v = vf(f)->vnode;

	if (S_ISDIR(v->type))
		return -EISDIR;
	if (!v->ops->readv)
		return -EINVAL;
	if (uk_mapped_readv)
		return uk_mapped_readv(f, v->dev, v->ino, iov, cnt, off, fs_readv);
	return fs_readv(f, iov, cnt, off);
}

static ssize_t fs_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	return vf(f)->vnode->ops->writev(vf(f), iov, cnt, off);
}

static ssize_t vfile_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	const struct uk_vnode *v = vf(f)->vnode;

	if (!v->ops->writev)
		return -EINVAL;
	if (uk_mapped_writev)
		return uk_mapped_writev(f, v->dev, v->ino, iov, cnt, off, fs_writev);
	return fs_writev(f, iov, cnt, off);
}

static int vfile_stat(struct uk_file *f, struct stat *st)
{
	struct uk_vnode *v = vf(f)->vnode;

	return v->ops->fstat ? v->ops->fstat(vf(f), st) : v->ops->stat(v, st);
}

static off_t vfile_size(struct uk_file *f)
{
	struct stat st;
	int r;

	memset(&st, 0, sizeof(st));
	r = vfile_stat(f, &st);
	return r < 0 ? r : st.st_size;
}

static int vfile_truncate(struct uk_file *f, off_t len)
{
	struct uk_attr a = { .which = UK_ATTR_SIZE, .size = len };

	return uk_vfile_setattr(vf(f), &a);
}

static int vfile_sync(struct uk_file *f)
{
	struct uk_vnode *v = vf(f)->vnode;
	int r = uk_mapped_sync ? uk_mapped_sync(v->dev, v->ino) : 0;

	return r == 0 && v->ops->sync ? v->ops->sync(vf(f)) : r;
}

static int vfile_lock(struct uk_file *f, int cmd, struct flock *l)
{
	const struct uk_vnode *v = vf(f)->vnode;

	if (v->ops->lock_records)
		return v->ops->lock_records(vf(f), cmd, l);
	l->l_type = F_UNLCK;
	return 0;
}

static int vfile_flock(struct uk_file *f, int operation)
{
	const struct uk_vnode *v = vf(f)->vnode;

	return v->ops->lock_file ? v->ops->lock_file(vf(f), operation) : 0;
}

static int vfile_getdents(struct uk_file *f, struct uk_dirent_sink *sink)
{
	struct uk_vnode *v = vf(f)->vnode;

	if (!S_ISDIR(v->type) || !v->ops->getdents)
		return -ENOTDIR;
	return v->ops->getdents(vf(f), sink);
}

void uk_vfile_close(struct uk_vfile *f)
{
	if (f->vnode->ops->close)
		f->vnode->ops->close(f);
	uk_vnode_unref(f->vnode);
	uk_free(f);
}

static void vfile_close(struct uk_file *f)
{
	uk_vfile_close(vf(f));
}

static const struct uk_file_ops vfile_ops = {
	.type = "file",
	.readv = vfile_readv,
	.writev = vfile_writev,
	.size = vfile_size,
	.stat = vfile_stat,
	.truncate = vfile_truncate,
	.sync = vfile_sync,
	.lock_records = vfile_lock,
	.lock_file = vfile_flock,
	.getdents = vfile_getdents,
	.close = vfile_close,
};

struct uk_vfile *uk_vfile_new(struct uk_vnode *v, int oflags, uintptr_t handle)
{
	struct uk_vfile *f = uk_malloc(sizeof(*f));

	if (!f)
		return NULL;
	uk_file_init(&f->file, &vfile_ops, oflags);
	f->vnode = uk_vnode_ref(v);
	f->handle = handle;
	return f;
}

struct uk_vfile *uk_vfile_of(struct uk_file *f)
{
	return f->ops == &vfile_ops ? vf(f) : NULL;
}
