/* SPDX-License-Identifier: BSD-3-Clause */
/* realpath(): POSIX XSH. The walk did the work; what is left is to say where it ended. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/vfs.h>

static ssize_t where(const struct uk_walk *w, char *buf, size_t len)
{
	size_t name = strlen(w->name);
	ssize_t n;

	if (S_ISDIR(w->v->type))
		return uk_vfs_path(w->v, buf, len);
	n = uk_vfs_path(w->dir, buf, len);
	if (n < 0)
		return n;
	if (buf[n - 1] != '/')
		buf[n++] = '/';
	if ((size_t)n + name >= len)
		return -ENAMETOOLONG;
	strcpy(buf + n, w->name);
	return n + (ssize_t)name;
}

char *realpath(const char *__restrict path, char *__restrict resolved)
{
	char *buf = resolved ? resolved : malloc(UK_PATH_MAX);
	struct uk_walk w;
	ssize_t r;

	if (!path)
		r = -EINVAL;
	else if (!buf)
		r = -ENOMEM;
	else
		r = uk_vfs_walk(&w, AT_FDCWD, path, 0);
	if (r == 0) {
		r = where(&w, buf, UK_PATH_MAX);
		uk_walk_end(&w);
	}
	if (r >= 0)
		return buf;
	if (!resolved)
		free(buf);
	uk_ret(r == -ERANGE ? -ENAMETOOLONG : r);
	return NULL;
}
