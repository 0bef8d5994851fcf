/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files without a name, in memory: memfd_create() as Linux has it, and shm_open(),
 * shm_unlink(): POSIX XSH, which finds them by names of its own.
 */
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/heap.h>
#include "memory/map_priv.h"

/* A device of their own: shared.c tells files by it. */
#define DEV 0x6d66

struct memfile {
	struct uk_list link; /* of those with names */
	unsigned refs;	     /* open files, and the name */
	uint64_t ino;
	mode_t mode;
	char *data;
	size_t size, room;
	char name[NAME_MAX + 1];
};

struct memfd {
	struct uk_file file;
	struct memfile *m;
};

static struct uk_list named = UK_LIST_INIT(named);

static struct memfile *of(struct uk_file *f)
{
	return uk_container_of(f, struct memfd, file)->m;
}

static void drop(struct memfile *m)
{
	if (--m->refs)
		return;
	uk_free(m->data);
	uk_free(m);
}

static int resize(struct memfile *m, size_t size)
{
	if (size > m->room) {
		size_t room = UK_MAX(size, UK_MIN(m->room * 2, m->room + ((size_t)1 << 20)));
		char *p = uk_realloc(m->data, room);

		if (!p)
			return -ENOSPC;
		m->data = p;
		m->room = room;
	}
	if (size > m->size)
		memset(m->data + m->size, 0, size - m->size);
	m->size = size;
	return 0;
}

static ssize_t read_data(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct memfile *m = of(f);
	size_t n = off < (off_t)m->size ? m->size - (size_t)off : 0;

	n = UK_MIN(n, (size_t)uk_iov_len(iov, cnt));
	if (n)
		uk_iov_put(iov, m->data + off, n);
	return (ssize_t)n;
}

static ssize_t memfd_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	if (uk_mapped_readv)
		return uk_mapped_readv(f, DEV, of(f)->ino, iov, cnt, off, read_data);
	return read_data(f, iov, cnt, off);
}

static ssize_t write_data(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct memfile *m = of(f);
	size_t n = (size_t)uk_iov_len(iov, cnt), end;
	int r = 0;

	if (n == 0)
		return 0;
	if (__builtin_add_overflow((size_t)off, n, &end) || end > SSIZE_MAX)
		return -EFBIG;
	if (end > m->size)
		r = resize(m, end);
	if (r < 0)
		return r;
	uk_iov_take(iov, m->data + off, n);
	return (ssize_t)n;
}

static ssize_t memfd_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	if (uk_mapped_writev)
		return uk_mapped_writev(f, DEV, of(f)->ino, iov, cnt, off, write_data);
	return write_data(f, iov, cnt, off);
}

static off_t memfd_size(struct uk_file *f)
{
	return (off_t)of(f)->size;
}

static int truncate_data(struct memfile *m, size_t len)
{
	int r;

	if (uk_mapped_hold)
		uk_mapped_hold();
	r = resize(m, len);
	if (uk_mapped_resized)
		uk_mapped_resized(DEV, m->ino, r < 0 ? -1 : (off_t)len);
	return r;
}

static int memfd_truncate(struct uk_file *f, off_t len)
{
	return len < 0 ? -EINVAL : truncate_data(of(f), (size_t)len);
}

static int memfd_stat(struct uk_file *f, struct stat *st)
{
	const struct memfile *m = of(f);

	st->st_mode = S_IFREG | m->mode;
	st->st_nlink = 1;
	st->st_dev = DEV;
	st->st_ino = (ino_t)m->ino;
	st->st_size = (off_t)m->size;
	st->st_blksize = 4096;
	st->st_blocks = (blkcnt_t)((m->size + 511) / 512);
	return 0;
}

static int memfd_sync(struct uk_file *f)
{
	(void)f;
	return 0;
}

static void memfd_close(struct uk_file *f)
{
	drop(of(f));
	uk_free(uk_container_of(f, struct memfd, file));
}

static const struct uk_file_ops ops = {
	.type = "memfd",
	.readv = memfd_readv,
	.writev = memfd_writev,
	.size = memfd_size,
	.truncate = memfd_truncate,
	.stat = memfd_stat,
	.sync = memfd_sync,
	.close = memfd_close,
};

static struct memfile *make(mode_t mode)
{
	static uint64_t next;
	struct memfile *m = uk_zalloc(sizeof(*m));

	if (m) {
		uk_list_init(&m->link);
		m->ino = ++next;
		m->mode = mode & 0777;
	}
	return m;
}

/* A descriptor on @m, which the caller keeps alive. */
static int open_on(struct memfile *m, int oflags, bool cloexec)
{
	struct memfd *d = uk_zalloc(sizeof(*d));
	int r;

	if (!d)
		return -ENOMEM;
	d->m = m;
	m->refs++;
	uk_file_init(&d->file, &ops, oflags);
	r = uk_fd_install(&d->file, 0, cloexec ? FD_CLOEXEC : 0);
	if (r < 0)
		uk_file_unref(&d->file);
	return r;
}

int memfd_create(const char *name, unsigned flags)
{
	struct memfile *m;
	int r = -EINVAL;

	if (flags & ~(MFD_CLOEXEC | MFD_ALLOW_SEALING) || strlen(name) > NAME_MAX - 6)
		return (int)uk_ret(r);
	m = make(0777);
	if (!m)
		return (int)uk_ret(-ENOMEM);
	m->refs = 1;
	r = open_on(m, O_RDWR, flags & MFD_CLOEXEC);
	drop(m);
	return (int)uk_ret(r);
}

static int check(const char **name)
{
	while (**name == '/')
		++*name;
	if (!**name || strchr(*name, '/'))
		return -EINVAL;
	return strlen(*name) > NAME_MAX ? -ENAMETOOLONG : 0;
}

static struct memfile *find(const char *name)
{
	UK_LIST_FOREACH(m, &named, struct memfile, link) {
		if (strcmp(m->name, name) == 0)
			return m;
	}
	return NULL;
}

static int open_named(const char *name, int flags, mode_t mode)
{
	int access = flags & O_ACCMODE, r = check(&name);
	struct memfile *m;

	if (r < 0 || (access != O_RDONLY && access != O_RDWR))
		return r < 0 ? r : -EINVAL;
	m = find(name);
	if (m && flags & O_CREAT && flags & O_EXCL)
		return -EEXIST;
	if (!m && !(flags & O_CREAT))
		return -ENOENT;
	if (!m) {
		m = make(mode);
		if (!m)
			return -ENOMEM;
		strcpy(m->name, name);
		m->refs = 1;
		uk_list_insert(&named, &m->link);
		r = open_on(m, access, true);
		if (r < 0) {
			uk_list_remove(&m->link);
			drop(m);
		}
		return r;
	}
	if (flags & O_TRUNC && access == O_RDWR)
		truncate_data(m, 0);
	return open_on(m, access, true);
}

int shm_open(const char *name, int flags, mode_t mode)
{
	mode_t mask = umask(0);

	umask(mask);
	mode &= ~mask;
	return (int)uk_ret(open_named(name, flags, mode));
}

int shm_unlink(const char *name)
{
	int r = check(&name);
	struct memfile *m = r < 0 ? NULL : find(name);

	if (!m)
		return (int)uk_ret(r < 0 ? r : -ENOENT);
	uk_list_remove(&m->link);
	drop(m);
	return 0;
}
