/* SPDX-License-Identifier: BSD-3-Clause */
/* getcwd(): POSIX XSH; a NULL buffer is allocated, as glibc and the BSDs do. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <uk/vfs.h>

static ssize_t path(char *buf, size_t len)
{
	struct uk_vnode *v = uk_vfs_cwd();

	if (v)
		return uk_vfs_path(v, buf, len);
	if (len < 2)
		return -ERANGE;
	strcpy(buf, "/");
	return 1;
}

char *getcwd(char *buf, size_t len)
{
	char *p = buf;
	ssize_t r;

	if (!buf) {
		len = len ? len : UK_PATH_MAX;
		p = malloc(len);
	}
	r = !len ? -EINVAL : !p ? -ENOMEM : path(p, len);
	if (r >= 0)
		return p;
	if (!buf)
		free(p);
	uk_ret(r);
	return NULL;
}
