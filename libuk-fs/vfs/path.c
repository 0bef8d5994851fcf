/* SPDX-License-Identifier: BSD-3-Clause */
/* The path of a directory: the names on the way up, written from the end. */
#include <errno.h>
#include <string.h>
#include <uk/vfs.h>

ssize_t uk_vfs_path(struct uk_vnode *v, char *buf, size_t len)
{
	size_t at = len;

	if (len < 2)
		return -ERANGE;
	buf[--at] = '\0';
	for (;;) {
		size_t n;

		while (!v->parent && v->mount->root == v && v->mount->covered)
			v = v->mount->covered;
		if (!v->parent)
			break;
		if (!v->name)
			return -ENOENT;
		n = strlen(v->name);
		if (n + 1 > at)
			return -ERANGE;
		at -= n + 1;
		buf[at] = '/';
		memcpy(buf + at + 1, v->name, n);
		v = v->parent;
	}
	if (buf[at] == '\0')
		buf[--at] = '/';
	memmove(buf, buf + at, len - at);
	return (ssize_t)(len - at - 1);
}
