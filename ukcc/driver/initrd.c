/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * --initrd: files that an image carries, as a cpio archive of format newc
 * ("portable ASCII with SVR4 names", cpio(5)), which boot loaders hand over too.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../common/say.h"
#include "../elf/object.h"
#include "generate.h"

struct pack {
	struct buf *out;
	unsigned inode;
};

static void entry(struct pack *k, const char *name, unsigned mode, const struct buf *data)
{
	size_t n = data ? data->n : 0;

	if (n > 0xffffffff)
		die("--initrd: %s is larger than the 4 GiB a cpio archive can hold", name);
	buf_printf(k->out, "070701%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%s",
		   ++k->inode, mode, 0, 0, S_ISDIR(mode) ? 2 : 1, 0, (unsigned)n, 0, 0, 0, 0,
		   (unsigned)strlen(name) + 1, 0, name);
	buf_add(k->out, "", 1);
	buf_align(k->out, 4);
	if (data)
		buf_add(k->out, data->p, n);
	buf_align(k->out, 4);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void directory(struct pack *k, const char *path, const char *name);

static void one(struct pack *k, const char *path, const char *name)
{
	struct buf data = { 0 };
	struct stat st;

	if (lstat(path, &st))
		die("--initrd: %s: %s", path, strerror(errno));
	if (S_ISDIR(st.st_mode)) {
		entry(k, name, S_IFDIR | (st.st_mode & 07777), NULL);
		directory(k, path, name);
	} else if (S_ISREG(st.st_mode)) {
		if (!buf_read_file(&data, path))
			die("--initrd: %s: %s", path, strerror(errno));
		entry(k, name, S_IFREG | (st.st_mode & 07777), &data);
	} else if (S_ISLNK(st.st_mode)) {
		char target[4096];
		ssize_t n = readlink(path, target, sizeof(target));

		if (n < 0 || n == sizeof(target))
			die("--initrd: %s: cannot read the symbolic link", path);
		buf_add(&data, target, (size_t)n);
		entry(k, name, S_IFLNK | 0777, &data);
	} else {
		die("--initrd: %s is neither file, directory nor symbolic link", path);
	}
}

static void directory(struct pack *k, const char *path, const char *name)
{
	struct strv names = { 0 };
	struct dirent *e;
	DIR *d = opendir(path);

	if (!d)
		die("--initrd: %s: %s", path, strerror(errno));
	while ((e = readdir(d)))
		if (strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
			strv_push(&names, xstrdup(e->d_name));
	closedir(d);
	if (names.n)
		qsort(names.v, names.n, sizeof(*names.v), by_name);
	for (size_t i = 0; i < names.n; i++)
		one(k, xasprintf("%s/%s", path, names.v[i]),
		    *name ? xasprintf("%s/%s", name, names.v[i]) : names.v[i]);
}

void cpio_pack(const char *path, struct buf *out)
{
	struct pack k = { .out = out };

	directory(&k, path, "");
	k.inode = (unsigned)-1; /* the trailer's is 0 */
	entry(&k, "TRAILER!!!", 0, NULL);
}

/* What libuk-fs-initrd reads; it looks at all of it when the image starts. */
static bool is_archive(const struct buf *b)
{
	const char *p = (const char *)b->p;

	if (b->n >= 512 && memcmp(p + 257, "ustar", 5) == 0)
		return true;
	return b->n >= 110 && (memcmp(p, "070701", 6) == 0 || memcmp(p, "070702", 6) == 0);
}

void generate_initrd(const struct target *t, const char *path, struct buf *out)
{
	struct object *o = object_new(t->machine);
	struct buf cpio = { 0 };
	struct stat st;
	unsigned s;

	if (stat(path, &st))
		die("--initrd %s: %s", path, strerror(errno));
	if (S_ISDIR(st.st_mode))
		cpio_pack(path, &cpio);
	else if (!buf_read_file(&cpio, path))
		die("--initrd %s: %s", path, strerror(errno));
	else if (!is_archive(&cpio))
		die("--initrd %s: neither a tar archive nor a cpio archive of format newc "
		    "(cpio -o -H newc makes one)",
		    path);
	s = object_section(o, ".uk_initrd", SHT_PROGBITS, SHF_ALLOC, 4096, cpio.p, cpio.n);
	object_symbol(o, "uk_initrd_start", STB_GLOBAL, STT_OBJECT, s, 0, cpio.n);
	object_symbol(o, "uk_initrd_end", STB_GLOBAL, STT_NOTYPE, s, cpio.n, 0);
	object_finish(o, out);
}
