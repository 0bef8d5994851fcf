/* SPDX-License-Identifier: BSD-3-Clause */
/* realpath(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/vfs.h>

static ssize_t resolve(const char *restrict path, char *restrict buf)
{
	struct uk_walk w;
	ssize_t n, r;

	if (!path)
		return -EINVAL;
	r = uk_vfs_walk(&w, AT_FDCWD, path, 0);
	if (r < 0)
		return r;
	if (S_ISDIR(w.v->type)) {
		r = uk_vfs_path(w.v, buf, UK_PATH_MAX);
	} else {
		n = r = uk_vfs_path(w.dir, buf, UK_PATH_MAX);
		if (n == 1)
			n = 0; /* "/" */
		if (n >= 0 && (size_t)n + 1 + strlen(w.name) + 1 > UK_PATH_MAX)
			r = -ENAMETOOLONG;
		if (r >= 0) {
			buf[n] = '/';
			strcpy(buf + n + 1, w.name);
		}
	}
	uk_walk_end(&w);
	return r == -ERANGE ? -ENAMETOOLONG : r;
}

char *realpath(const char *restrict path, char *restrict buf)
{
	char *p = buf ? buf : malloc(UK_PATH_MAX);
	ssize_t r;

	if (!p)
		return NULL;
	r = resolve(path, p);
	if (r >= 0)
		return p;
	uk_ret(r);
	if (!buf)
		free(p);
	return NULL;
}
