/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The file systems an image starts with: the root, and what fs.mount names.
 * Everything that takes a path leads here, so this object brings in the
 * platforms' file systems (class fs) and the RAM file system.
 */
#include "vfs_priv.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/anchor.h>
#include <uk/console.h>
#include <uk/init.h>
#include <uk/param.h>

/* In images that make pseudo-terminals. */
#pragma weak uk_devpts

UK_ANCHOR(fs);
UK_NEED(uk_class_fs);
UK_NEED(uk_anchor_fs_ram);
UK_NEED(uk_anchor_fs_dev);

static const char *root = "auto";
UK_PARAM_STRING(fs, root, root, "root file system: auto, TYPE or TYPE:SOURCE");

static const char *mounts = "";
UK_PARAM_STRING(fs, mount, mounts, "file systems to mount: TYPE:SOURCE:/PATH,...");

/* The next @c in @s, or its end. */
static const char *find(const char *s, char c)
{
	return s + strcspn(s, (char[]){ c, '\0' });
}

/* Cut off what is before the first @c in @s (or all of it) into @buf. NULL: it does not fit. */
static const char *cut(const char *s, char c, char *buf, size_t len)
{
	const char *end = find(s, c);
	size_t n = (size_t)(end - s);

	if (n >= len)
		return NULL;
	memcpy(buf, s, n);
	buf[n] = '\0';
	return *end ? end + 1 : end;
}

static int mount_best(void)
{
	int rank, below = 1 << 30, r = -ENODEV;

	do {
		const struct uk_fs_type *best = NULL;

		rank = 0;
		UK_SET_FOREACH(fs_type, const struct uk_fs_type, t) {
			if (t->root_rank > rank && t->root_rank < below) {
				rank = t->root_rank;
				best = t;
			}
		}
		if (!best)
			return r;
		r = uk_vfs_mount(best->name, "", "/");
		if (r < 0 && r != -ENODEV)
			uk_log("fs: %s as root: error %d", best->name, -r);
		below = rank;
	} while (r < 0);
	return r;
}

static int mount_root(void)
{
	char type[16];
	const char *source, *dir;
	struct uk_vnode *v;
	int r;

	if (strcmp(root, "auto") == 0) {
		r = mount_best();
	} else {
		source = cut(root, ':', type, sizeof(type));
		r = source ? uk_vfs_mount(type, source, "/") : -ENOENT;
		if (r < 0)
			uk_log("fs: cannot mount %s as root: error %d", root, -r);
	}
	if (r < 0)
		return r;
	dir = uk_mounts->type->cwd ? uk_mounts->type->cwd(uk_mounts) : NULL;
	if (dir && uk_vfs_lookup(AT_FDCWD, dir, 0, &v) == 0) {
		uk_vfs_chdir(v);
		uk_vnode_unref(v);
	}
	return 0;
}

/* Make @path and the directories on the way, where they are missing. */
static void make_path(const char *path)
{
	char part[256];

	for (const char *end = path + 1; *end;) {
		struct uk_walk w;

		end = find(end + 1, '/');
		if ((size_t)(end - path) >= sizeof(part))
			return;
		memcpy(part, path, (size_t)(end - path));
		part[end - path] = '\0';
		if (uk_vfs_walk(&w, AT_FDCWD, part, UK_WALK_CREATE) < 0)
			return;
		if (!w.v && w.dir && w.dir->ops->create &&
		    w.dir->ops->create(w.dir, w.name, S_IFDIR | 0755, NULL, &w.v) < 0)
			w.v = NULL;
		uk_walk_end(&w);
	}
}

static int mount_one(const char *word)
{
	char type[16], source[128], path[256];
	const char *p = cut(word, ':', type, sizeof(type));

	p = p ? cut(p, ':', source, sizeof(source)) : NULL;
	p = p ? cut(p, ',', path, sizeof(path)) : NULL;
	if (!p || path[0] != '/') {
		uk_log("fs: fs.mount=%s: want TYPE:SOURCE:/PATH", word);
		return -EINVAL;
	}
	make_path(path);
	return uk_vfs_mount(type, source, path);
}

static int mount_all(void)
{
	char word[400];
	int first = 0, r;

	r = mount_root();
	if (r < 0)
		return r;
	/* Devices and a place for temporary files, unless the root is a whole system. */
	if (strcmp(uk_mounts->type->name, "host") != 0) {
		make_path("/tmp");
		make_path("/dev");
		uk_vfs_mount("dev", "", "/dev");
	} else if (&uk_devpts) {
		/* Its pseudo-terminals are not the image's. */
		uk_vfs_mount("dev", "pts", "/dev/pts");
	}
	for (const char *p = mounts; p && *p;) {
		p = cut(p, ',', word, sizeof(word));
		r = p ? mount_one(word) : -ENAMETOOLONG;
		if (r < 0) {
			uk_log("fs: cannot mount %s: error %d", word, -r);
			first = first ? first : r;
		}
	}
	return first;
}
UK_INIT(UK_LEVEL_SYS, mount_all);
