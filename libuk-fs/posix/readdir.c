/* SPDX-License-Identifier: BSD-3-Clause */
/* readdir(), readdir_r(): POSIX XSH. */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <uk/vfs.h>
#include "dir_priv.h"

struct sink {
	struct uk_dirent_sink sink;
	struct uk_dir *dir;
};

static bool emit(struct uk_dirent_sink *s, const char *name, size_t len, uint64_t ino,
		 unsigned char type, off_t next)
{
	struct uk_dir *d = uk_container_of(s, struct sink, sink)->dir;
	size_t size = UK_ALIGN_UP(offsetof(struct dirent, d_name) + len + 1, 8);
	struct dirent *e = (struct dirent *)(d->buf + d->len);

	if (len > UK_NAME_MAX || size > DIR_BUFFER - d->len)
		return false;
	e->d_ino = ino;
	e->d_off = next;
	e->d_reclen = (unsigned short)size;
	e->d_type = type;
	memcpy(e->d_name, name, len);
	e->d_name[len] = '\0';
	d->len += size;
	return true;
}

/* The next entry, NULL at the end; -errno in *r. */
static struct dirent *next(struct uk_dir *d, int *r)
{
	struct sink s = { { emit }, d };
	struct dirent *e;

	*r = 0;
	if (d->at == d->len) {
		d->at = d->len = 0;
		d->file->pos = d->pos;
		*r = d->file->ops->getdents(d->file, &s.sink);
		if (*r < 0 || d->len == 0)
			return NULL;
	}
	e = (struct dirent *)(d->buf + d->at);
	d->at += e->d_reclen;
	d->pos = e->d_off;
	return e;
}

struct dirent *readdir(DIR *d)
{
	int r;
	struct dirent *e = next(d, &r);

	if (r < 0)
		errno = -r;
	return e;
}

int readdir_r(DIR *restrict d, struct dirent *restrict entry, struct dirent **restrict result)
{
	int r;
	struct dirent *e = next(d, &r);

	*result = NULL;
	if (!e)
		return -r;
	memcpy(entry, e, e->d_reclen);
	*result = entry;
	return 0;
}
