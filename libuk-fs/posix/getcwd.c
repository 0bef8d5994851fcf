/* SPDX-License-Identifier: BSD-3-Clause */
/* getcwd(): POSIX XSH; with a NULL buffer it allocates one, as elsewhere. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include <uk/vfs.h>

static ssize_t path(char *buf, size_t len)
{
	struct uk_vnode *v = uk_vfs_cwd();

	if (len == 0)
		return -EINVAL;
	if (v)
		return uk_vfs_path(v, buf, len);
	if (len < 2)
		return -ERANGE;
	buf[0] = '/';
	buf[1] = '\0';
	return 1;
}

char *getcwd(char *buf, size_t len)
{
	char *p = buf;
	ssize_t r;

	if (!p) {
		len = len ? len : UK_PATH_MAX;
		p = malloc(len);
	}
	if (!p)
		return NULL;
	r = path(p, len);
	if (r < 0) {
		uk_ret(r);
		if (!buf)
			free(p);
		return NULL;
	}
	return buf ? p : realloc(p, (size_t)r + 1);
}
