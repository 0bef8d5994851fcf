/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls with paths that there are not, cannot be, or are of something else. */
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include "arguments.h"

static char name[NAME_MAX + 2], path[PATH_MAX + 2], b[PATH_MAX];
static struct stat st;
static struct statvfs vfs;

#define CALL(n, expression)                \
	static long do_##n(const char *p)  \
	{                                  \
		return (long)(expression); \
	}
#define CALLS                                         \
	X(open, open(p, O_RDONLY))                    \
	X(stat, stat(p, &st))                         \
	X(lstat, lstat(p, &st))                       \
	X(access, access(p, F_OK))                    \
	X(chmod, chmod(p, 0600))                      \
	X(chown, chown(p, 0, 0))                      \
	X(truncate, truncate(p, 0))                   \
	X(unlink, unlink(p))                          \
	X(rmdir, rmdir(p))                            \
	X(chdir, chdir(p))                            \
	X(rename, rename(p, "to"))                    \
	X(link, link(p, "to"))                        \
	X(readlink, readlink(p, b, sizeof(b)))        \
	X(opendir, opendir(p) ? 0 : -1)               \
	X(statvfs, statvfs(p, &vfs))                  \
	X(utimensat, utimensat(AT_FDCWD, p, NULL, 0)) \
	X(pathconf, pathconf(p, _PC_NAME_MAX))
#define MAKERS                                    \
	X(mkdir, mkdir(p, 0700))                  \
	X(creat, open(p, O_CREAT | O_RDWR, 0600)) \
	X(symlink, symlink("x", p))               \
	X(rename_to, rename("file", p))           \
	X(link_to, link("file", p))

#define X CALL
CALLS
MAKERS
#undef X

static const struct call {
	const char *name;
	long (*call)(const char *path);
} calls[] = {
#define X(n, expression) { #n, do_##n },
	CALLS
}, makers[] = {
	MAKERS
#undef X
};

static void each(const struct call *c, size_t n, const char *p, const char *what, int error)
{
	size_t i;

	for (i = 0; i < n; i++) {
		long r;

		errno = 0;
		r = c[i].call(p);
		wrong_fd(c[i].name, what, 0, r, errno, error);
	}
}
#define ALL(table, p, error) each(table, sizeof(table) / sizeof(table[0]), p, #p, error)

static void one_by_one(void)
{
	SAYS(realpath("none", b) ? 0 : -1, ENOENT);
	SAYS(realpath("file/x", b) ? 0 : -1, ENOTDIR);
	SAYS(realpath("loop", b) ? 0 : -1, ELOOP);
	OURS(realpath(path, b) ? 0 : -1, ENAMETOOLONG);
	SAYS(open("dir", O_RDWR), EISDIR);
	SAYS(open("dir", O_WRONLY | O_CREAT, 0600), EISDIR);
	SAYS(open("file", O_DIRECTORY), ENOTDIR);
	SAYS(open("file", O_CREAT | O_EXCL, 0600), EEXIST);
	SAYS(open("loop", O_RDONLY | O_NOFOLLOW), ELOOP);
	SAYS(mkdir("dir", 0700), EEXIST);
	SAYS(mkdir("file", 0700), EEXIST);
	SAYS(mkdir("/", 0700), EEXIST);
	SAYS(rmdir("file"), ENOTDIR);
	SAYS(rmdir("dir"), ENOTEMPTY);
	SAYS(rmdir("dir/."), EINVAL);
	SAYS(rmdir("dir/.."), ENOTEMPTY);
	SAYS(unlink("dir"), EISDIR);
	SAYS(unlink("file/"), ENOTDIR);
	SAYS(truncate("dir", 0), EISDIR);
	SAYS(truncate("file", -1), EINVAL);
	SAYS(rename("file", "dir"), EISDIR);
	SAYS(rename("dir", "file"), ENOTDIR);
	SAYS(rename("dir", "dir/sub/x"), EINVAL);
	OURS(rename("dir", "."), EINVAL);
	SAYS(link("dir", "to"), EPERM);
	SAYS(link("file", "dir"), EEXIST);
	SAYS(symlink("x", "file"), EEXIST);
	SAYS(symlink("", "to"), ENOENT);
	SAYS(readlink("file", b, sizeof(b)), EINVAL);
	SAYS(readlink("loop", b, 0), EINVAL);
	SAYS(access("file", 77), EINVAL);
	SAYS(getcwd(b, 0) ? 0 : -1, EINVAL);
	SAYS(getcwd(b, 1) ? 0 : -1, ERANGE);
	SAYS(fstatat(AT_FDCWD, "file", &st, 1 << 30), EINVAL);
	SAYS(unlinkat(AT_FDCWD, "file", 1 << 30), EINVAL);
	SAYS(pathconf("file", 7777), EINVAL);
	SAYS(fchmodat(AT_FDCWD, "file", 0600, 1 << 30), EINVAL);
	SAYS(faccessat(AT_FDCWD, "file", F_OK, 1 << 30), EINVAL);
	SAYS(linkat(AT_FDCWD, "file", AT_FDCWD, "to", 1 << 30), EINVAL);
	SAYS(mknod("to", S_IFREG | 0600, 0), 0);
	SAYS(mknod("to", S_IFREG | 0600, 0), EEXIST);
	unlink("to");
	SAYS(mknod("to", S_IFDIR | 0600, 0), EPERM);
	SAYS(mknod("to", 0170000, 0), EINVAL);
}

void bad_paths(void)
{
	int f = open("file", O_CREAT | O_RDWR, 0600);

	close(f);
	mkdir("dir", 0700);
	mkdir("dir/sub", 0700);
	symlink("loop", "loop");
	memset(name, 'n', NAME_MAX + 1);
	for (f = 0; f < PATH_MAX; f += 2)
		memcpy(path + f, "./", 2);
	path[PATH_MAX] = 'x';
#ifndef NATIVE /* whose C library looks into some of them by itself */
	ALL(calls, NULL, EFAULT);
	ALL(makers, NULL, EFAULT);
#endif
	ALL(calls, "", ENOENT);
	ALL(calls, "none", ENOENT);
	ALL(calls, "none/none", ENOENT);
	ALL(calls, "file/x", ENOTDIR);
	ALL(calls, "loop/x", ELOOP);
	ALL(calls, name, ENAMETOOLONG);
	ALL(calls, path, ENAMETOOLONG);
	ALL(makers, "", ENOENT);
	ALL(makers, "none/x", ENOENT);
	ALL(makers, "file/x", ENOTDIR);
	ALL(makers, "loop/x", ELOOP);
	ALL(makers, name, ENAMETOOLONG);
	ALL(makers, path, ENAMETOOLONG);
	one_by_one();
	rmdir("dir/sub");
	rmdir("dir");
	unlink("file");
	unlink("loop");
	unlink("to");
}
