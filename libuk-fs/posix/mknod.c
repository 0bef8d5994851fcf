/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * mknod(), mkfifo() and their at-forms: POSIX XSH. Regular files and, where the file system
 * has them, sockets (bind() makes those) and named pipes; no file system here has the other
 * types: EPERM.
 */
#include <errno.h>
#include <fcntl.h>
#include <uk/anchor.h>
#include "make_priv.h"

UK_NEED(uk_fifo_open);

int mknodat(int dirfd, const char *path, mode_t mode, dev_t dev)
{
	(void)dev;
	if (!(mode & S_IFMT))
		mode |= S_IFREG;
	if (!S_ISREG(mode) && !S_ISFIFO(mode) && !S_ISCHR(mode) && !S_ISBLK(mode) &&
	    !S_ISSOCK(mode))
		return (int)uk_ret(S_ISDIR(mode) ? -EPERM : -EINVAL);
	return (int)uk_ret(
		uk_make_at(dirfd, path, (mode & S_IFMT) | (mode & 0777 & ~uk_umask), NULL));
}

int mknod(const char *path, mode_t mode, dev_t dev)
{
	return mknodat(AT_FDCWD, path, mode, dev);
}

int mkfifoat(int dirfd, const char *path, mode_t mode)
{
	return mknodat(dirfd, path, S_IFIFO | (mode & 07777), 0);
}

int mkfifo(const char *path, mode_t mode)
{
	return mkfifoat(AT_FDCWD, path, mode);
}
