/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * nftw(), ftw(): POSIX XSH. Names of a directory are read whole and it is closed before what is
 * in it is visited, so any depth needs one descriptor.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_LEN 4096

struct tree {
	int (*fn)(const char *, const struct stat *, int, struct FTW *);
	int (*simple)(const char *, const struct stat *, int);
	int flags;
	dev_t dev; /* FTW_MOUNT */
	int home;  /* FTW_CHDIR: the working directory at the start */
	char path[PATH_LEN];
};

/* The directories above, which a link must not lead back to. */
struct above {
	const struct above *up;
	dev_t dev;
	ino_t ino;
};

static int visit(struct tree *t, const struct above *up, int level, int base);

static int call(struct tree *t, const struct stat *st, int type, int level, int base)
{
	struct FTW f = { base, level };

	return t->fn ? t->fn(t->path, st, type, &f)
		     : t->simple(t->path, st, type == FTW_SLN ? FTW_NS : type);
}

/* All names of the open directory, each with its zero byte; *size bytes. NULL: no memory. */
static char *names_of(DIR *d, size_t *size)
{
	size_t room = 256, len = 0;
	char *names = malloc(room);
	const struct dirent *e;

	while (names && (e = readdir(d)) != NULL) {
		size_t n = strlen(e->d_name) + 1;

		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		if (len + n > room) {
			char *p = realloc(names, room = (len + n) * 2);

			if (!p)
				free(names);
			names = p;
			if (!p)
				break;
		}
		memcpy(names + len, e->d_name, n);
		len += n;
	}
	*size = len;
	return names;
}

static int inside(struct tree *t, DIR *d, const struct stat *st, const struct above *up,
		  int level)
{
	struct above here = { up, st->st_dev, st->st_ino };
	size_t len = strlen(t->path), size, n;
	char *names = names_of(d, &size);
	bool slash = len && t->path[len - 1] == '/';
	int r = 0;

	closedir(d);
	if (!names) {
		errno = ENOMEM;
		return -1;
	}
	for (const char *p = names; r == 0 && p < names + size; p += n) {
		n = strlen(p) + 1;
		if (len + !slash + n > sizeof(t->path)) {
			errno = ENAMETOOLONG;
			r = -1;
			break;
		}
		if (!slash)
			t->path[len] = '/';
		memcpy(t->path + len + !slash, p, n);
		r = visit(t, &here, level + 1, (int)(len + !slash));
		t->path[len] = '\0';
	}
	free(names);
	return r;
}

/* With FTW_CHDIR: to the directory that has the entry whose name is at @base. */
static int enter(struct tree *t, int level, int base)
{
	char *end = t->path + base;
	char c = *end;
	int r;

	if (!(t->flags & FTW_CHDIR) || level == 0)
		return 0;
	if (fchdir(t->home) < 0)
		return -1;
	*end = '\0';
	r = chdir(t->path);
	*end = c;
	return r;
}

static bool seen(const struct above *up, const struct stat *st)
{
	for (; up; up = up->up)
		if (up->dev == st->st_dev && up->ino == st->st_ino)
			return true;
	return false;
}

static int visit(struct tree *t, const struct above *up, int level, int base)
{
	const char *at = t->flags & FTW_CHDIR && level ? t->path + base : t->path;
	struct stat st;
	DIR *d;
	int r, type = FTW_F;

	if (enter(t, level, base) < 0)
		return -1;
	memset(&st, 0, sizeof(st));
	if ((t->flags & FTW_PHYS ? lstat(at, &st) : stat(at, &st)) < 0) {
		if (errno != EACCES && errno != ENOENT && errno != ELOOP)
			return -1;
		if (!(t->flags & FTW_PHYS) && lstat(at, &st) == 0 && S_ISLNK(st.st_mode))
			return call(t, &st, FTW_SLN, level, base);
		return level ? call(t, &st, FTW_NS, level, base) : -1;
	}
	if (t->flags & FTW_MOUNT && level && st.st_dev != t->dev)
		return 0;
	if (S_ISLNK(st.st_mode))
		type = FTW_SL;
	if (!S_ISDIR(st.st_mode))
		return call(t, &st, type, level, base);
	if (level == 0)
		t->dev = st.st_dev;
	if (seen(up, &st))
		return 0;
	d = opendir(at);
	if (!d)
		return errno == EACCES ? call(t, &st, FTW_DNR, level, base) : -1;
	r = t->flags & FTW_DEPTH ? 0 : call(t, &st, FTW_D, level, base);
	if (r) {
		closedir(d);
		return r;
	}
	r = inside(t, d, &st, up, level);
	if (r == 0 && t->flags & FTW_DEPTH)
		r = enter(t, level, base);
	if (r == 0 && t->flags & FTW_DEPTH)
		r = call(t, &st, FTW_DP, level, base);
	return r;
}

static int walk(struct tree *t, const char *path)
{
	size_t len = strlen(path);
	const char *slash;
	int r;

	if (len >= sizeof(t->path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(t->path, path, len + 1);
	slash = strrchr(t->path, '/');
	t->home = -1;
	if (t->flags & FTW_CHDIR && (t->home = open(".", O_RDONLY | O_DIRECTORY)) < 0)
		return -1;
	r = visit(t, NULL, 0, slash && slash[1] ? (int)(slash - t->path) + 1 : 0);
	if (t->home >= 0) {
		int e = errno;

		if (fchdir(t->home) < 0 && r == 0)
			r = -1;
		else
			errno = e;
		close(t->home);
	}
	return r;
}

/* A path is too long for a small stack. */
static int start(const char *path, struct tree *t)
{
	int r = -1;

	if (t) {
		r = walk(t, path);
		free(t);
	}
	return r;
}

int nftw(const char *path, int (*fn)(const char *, const struct stat *, int, struct FTW *),
	 int fd_limit, int flags)
{
	struct tree *t = calloc(1, sizeof(*t));

	(void)fd_limit;
	if (t) {
		t->fn = fn;
		t->flags = flags;
	}
	return start(path, t);
}

int ftw(const char *path, int (*fn)(const char *, const struct stat *, int), int fd_limit)
{
	struct tree *t = calloc(1, sizeof(*t));

	(void)fd_limit;
	if (t)
		t->simple = fn;
	return start(path, t);
}
