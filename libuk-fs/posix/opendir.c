/* SPDX-License-Identifier: BSD-3-Clause */
/* opendir(), fdopendir(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uk/vfs.h>
#include "dir_priv.h"

DIR *fdopendir(int fd)
{
	struct uk_file *f = uk_fd_get(fd);
	struct uk_dir *d;

	if (!f) {
		errno = EBADF;
		return NULL;
	}
	if (!f->ops->getdents || !uk_vfile_of(f) || !S_ISDIR(uk_vfile_of(f)->vnode->type)) {
		uk_file_unref(f);
		errno = ENOTDIR;
		return NULL;
	}
	d = calloc(1, sizeof(*d));
	if (!d) {
		uk_file_unref(f);
		return NULL;
	}
	d->fd = fd;
	d->file = f;
	return d;
}

DIR *opendir(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);

	if (!d && fd >= 0) {
		int e = errno;

		close(fd);
		errno = e;
	}
	return d;
}
