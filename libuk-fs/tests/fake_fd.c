/* SPDX-License-Identifier: BSD-3-Clause */
/* Native tests only: libuk-posix's open files and descriptors, as far as the suites use them.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>
#include <uk/file.h>
#include <uk/thread.h>
#include "fakes.h"
#include "../vfs/vfs_priv.h"

static struct {
	struct uk_file *file;
	int flags;
} table[128];
int fake_fd_max = 128;

/* Nothing notifies it. */
static struct uk_thread thread;
__thread struct uk_thread *uk_thread_current = &thread;

ssize_t uk_ret(ssize_t r)
{
	if (r < 0) {
		errno = (int)-r;
		return -1;
	}
	return r;
}

void uk_file_init(struct uk_file *f, const struct uk_file_ops *ops, int oflags)
{
	f->ops = ops;
	f->refs = 1;
	f->oflags = oflags;
	f->pos = 0;
	uk_list_init(&f->watchers);
}

void uk_file_unref(struct uk_file *f)
{
	if (--f->refs == 0)
		f->ops->close(f);
}

int uk_fd_room(void)
{
	int fd = 0;

	while (fd < fake_fd_max && table[fd].file)
		fd++;
	return fd < fake_fd_max ? 0 : -EMFILE;
}

int uk_fd_install(struct uk_file *f, int min, int fdflags)
{
	int fd = min;

	while (fd < fake_fd_max && table[fd].file)
		fd++;
	if (fd >= fake_fd_max)
		return -EMFILE;
	table[fd].file = f;
	table[fd].flags = fdflags;
	return fd;
}

struct uk_file *uk_fd_get(int fd)
{
	if (fd < 0 || fd >= fake_fd_max || !table[fd].file)
		return NULL;
	return uk_file_ref(table[fd].file);
}

int close(int fd)
{
	struct uk_file *f = uk_fd_get(fd);

	if (!f)
		return (int)uk_ret(-EBADF);
	table[fd].file = NULL;
	uk_file_unref(f);
	uk_file_unref(f);
	return 0;
}

int fcntl(int fd, int cmd, ...)
{
	struct uk_file *f = uk_fd_get(fd);
	int r = -EINVAL;

	if (!f)
		return (int)uk_ret(-EBADF);
	if (cmd == F_GETFD)
		r = table[fd].flags;
	else if (cmd == F_GETFL)
		r = f->oflags;
	uk_file_unref(f);
	return (int)uk_ret(r);
}

static ssize_t move(int fd, void *buf, size_t len, const off_t *at, bool out)
{
	struct uk_file *f = uk_fd_get(fd);
	struct iovec iov = { buf, len };
	ssize_t r = -EBADF;

	if (!f)
		return uk_ret(r);
	if (!at && out && f->oflags & O_APPEND && f->ops->size)
		f->pos = f->ops->size(f);
	if ((f->oflags & O_ACCMODE) == (out ? O_RDONLY : O_WRONLY))
		r = -EBADF;
	else if (out)
		r = f->ops->writev(f, &iov, 1, at ? *at : f->pos);
	else
		r = f->ops->readv(f, &iov, 1, at ? *at : f->pos);
	if (r > 0 && !at && f->ops->size)
		f->pos += r;
	uk_file_unref(f);
	return uk_ret(r);
}

ssize_t read(int fd, void *buf, size_t len)
{
	return move(fd, buf, len, NULL, false);
}

ssize_t write(int fd, const void *buf, size_t len)
{
	return move(fd, (void *)buf, len, NULL, true);
}

ssize_t pread(int fd, void *buf, size_t len, off_t off)
{
	return move(fd, buf, len, &off, false);
}

ssize_t pwrite(int fd, const void *buf, size_t len, off_t off)
{
	return move(fd, (void *)buf, len, &off, true);
}

off_t lseek(int fd, off_t off, int whence)
{
	struct uk_file *f = uk_fd_get(fd);
	off_t r = -ESPIPE;

	if (!f)
		return uk_ret(-EBADF);
	if (f->ops->size) {
		r = whence == SEEK_SET	 ? off
		    : whence == SEEK_CUR ? f->pos + off
					 : f->ops->size(f) + off;
		f->pos = r;
	}
	uk_file_unref(f);
	return uk_ret(r);
}

int fstat(int fd, struct stat *st)
{
	struct uk_file *f = uk_fd_get(fd);
	int r;

	if (!f)
		return (int)uk_ret(-EBADF);
	memset(st, 0, sizeof(*st));
	r = f->ops->stat ? f->ops->stat(f, st) : -EBADF;
	uk_file_unref(f);
	return (int)uk_ret(r);
}

int ftruncate(int fd, off_t len)
{
	struct uk_file *f = uk_fd_get(fd);
	int r = -EINVAL;

	if (!f)
		return (int)uk_ret(-EBADF);
	if (len >= 0 && (f->oflags & O_ACCMODE) != O_RDONLY && f->ops->truncate)
		r = f->ops->truncate(f, len);
	uk_file_unref(f);
	return (int)uk_ret(r);
}

/* vfs/fifo.c is tested in images: its pipes are libuk-posix's. */
int uk_fifo_open(struct uk_vnode *v, int oflags, struct uk_file **out)
{
	(void)v, (void)oflags, (void)out;
	return -ENXIO;
}
