/* SPDX-License-Identifier: BSD-3-Clause */
/* readdir(), readdir_r(): POSIX XSH. */
#include <errno.h>
#include <string.h>
#include "dir_priv.h"

static int refill(DIR *d)
{
	struct uk_file *f = uk_fd_get(d->fd);
	int r;

	if (!f)
		return -EBADF;
	d->at = d->fill = 0;
	r = f->ops->getdents ? f->ops->getdents(f, &d->sink) : -ENOTDIR;
	uk_file_unref(f);
	return d->fill ? 0 : r;
}

/* The next entry into @e: 1, 0 at the end, or -errno. */
static int next(DIR *d, struct dirent *e)
{
	struct dir_record *rec;

	if (d->at == d->fill) {
		int r = refill(d);

		if (r < 0)
			return r;
		if (!d->fill)
			return 0;
	}
	rec = (struct dir_record *)(d->buf + d->at);
	e->d_ino = rec->ino;
	e->d_off = rec->next;
	e->d_reclen = sizeof(*e);
	e->d_type = rec->type;
	memcpy(e->d_name, rec->name, rec->len);
	e->d_name[rec->len] = '\0';
	d->at += UK_ALIGN_UP(sizeof(*rec) + rec->len, (size_t)8);
	d->pos = rec->next;
	return 1;
}

struct dirent *readdir(DIR *d)
{
	int r = next(d, &d->entry);

	if (r < 0)
		uk_ret(r);
	return r > 0 ? &d->entry : NULL;
}

int readdir_r(DIR *__restrict d, struct dirent *__restrict e, struct dirent **__restrict result)
{
	int r = next(d, e);

	*result = r > 0 ? e : NULL;
	return r < 0 ? -r : 0;
}
