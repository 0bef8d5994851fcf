/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files as a program sees them, in directory argv[1] (/tmp): the host's in a
 * process, the RAM file system's or a 9P server's in a machine.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHECK(c)                                                                         \
	do {                                                                             \
		if (!(c)) {                                                              \
			printf("%s:%d: %s (errno %d)\n", __FILE__, __LINE__, #c, errno); \
			failures++;                                                      \
		}                                                                        \
	} while (0)
#define FAILS(call, error) CHECK((call) == -1 && errno == (error))
#define MANY		   150

static int failures;
static char data[300000], back[300000];

static void contents(void)
{
	struct stat st;
	int fd;

	for (size_t i = 0; i < sizeof(data); i++)
		data[i] = (char)(i * 7 + i / 251);
	fd = open("big", O_RDWR | O_CREAT | O_EXCL, 0640);
	CHECK(fd >= 0 && write(fd, data, sizeof(data)) == (ssize_t)sizeof(data));
	CHECK(pread(fd, back, sizeof(back), 0) == (ssize_t)sizeof(back));
	CHECK(memcmp(data, back, sizeof(data)) == 0);
	CHECK(fstat(fd, &st) == 0 && st.st_size == sizeof(data) && (st.st_mode & 0777) == 0640);
	FAILS(open("big", O_RDWR | O_CREAT | O_EXCL, 0640), EEXIST);
	/* Without a name it is still there. */
	CHECK(unlink("big") == 0 && pread(fd, back, 100, 1000) == 100);
	CHECK(memcmp(data + 1000, back, 100) == 0);
	CHECK(close(fd) == 0);
	FAILS(open("big", O_RDONLY), ENOENT);
}

static void sizes(void)
{
	struct stat st;
	int fd = open("a", O_WRONLY | O_CREAT, 0644);

	CHECK(write(fd, "hello", 5) == 5 && close(fd) == 0);
	fd = open("a", O_WRONLY | O_APPEND);
	CHECK(write(fd, " world", 6) == 6 && close(fd) == 0);
	CHECK(stat("a", &st) == 0 && st.st_size == 11);
	CHECK(truncate("a", 4) == 0 && stat("a", &st) == 0 && st.st_size == 4);
	CHECK(truncate("a", 10) == 0);
	fd = open("a", O_RDONLY);
	CHECK(read(fd, back, 100) == 10 && memcmp(back, "hell\0\0\0\0\0\0", 10) == 0);
	CHECK(close(fd) == 0);
	CHECK(chmod("a", 0600) == 0 && stat("a", &st) == 0 && (st.st_mode & 0777) == 0600);
}

static void links(void)
{
	char buf[16], path[4096];
	struct stat st;

	CHECK(symlink("a", "l") == 0 && readlink("l", buf, sizeof(buf)) == 1 && buf[0] == 'a');
	CHECK(lstat("l", &st) == 0 && S_ISLNK(st.st_mode));
	CHECK(stat("l", &st) == 0 && S_ISREG(st.st_mode));
	CHECK(realpath("l", path) && strcmp(strrchr(path, '/'), "/a") == 0);
	CHECK(symlink("loop", "loop") == 0);
	FAILS(open("loop", O_RDONLY), ELOOP);
	CHECK(link("a", "b") == 0 && stat("b", &st) == 0 && st.st_nlink == 2);
	CHECK(unlink("b") == 0 && unlink("l") == 0 && unlink("loop") == 0);
}

static void names(const char *top)
{
	char path[4096 + 8], cwd[4096];

	CHECK(mkdir("d/", 0755) == 0 && mkdir("d/s", 0700) == 0);
	FAILS(mkdir("d", 0755), EEXIST);
	FAILS(rmdir("d"), ENOTEMPTY);
	FAILS(rmdir("a"), ENOTDIR);
	FAILS(open("a/", O_RDONLY), ENOTDIR);
	FAILS(rename("d", "d/s/x"), EINVAL);
	CHECK(rename("d/s", "d/t") == 0 && chdir("d/t") == 0);
	snprintf(path, sizeof(path), "%s/d/t", top);
	CHECK(getcwd(cwd, sizeof(cwd)) && strcmp(cwd, path) == 0);
	CHECK(access("../../a", R_OK) == 0 && chdir("../..") == 0);
	CHECK(remove("d/t") == 0 && remove("d") == 0);
}

static int count(DIR *d)
{
	struct dirent *e;
	int n = 0;

	while ((e = readdir(d)))
		n += e->d_name[0] != '.';
	return n;
}

static void directories(void)
{
	char path[64];
	DIR *d;

	CHECK(mkdir("many", 0755) == 0);
	for (int i = 0; i < MANY; i++) {
		snprintf(path, sizeof(path), "many/a-name-that-is-long-%03d", i);
		CHECK(close(open(path, O_CREAT | O_WRONLY, 0644)) == 0);
	}
	d = opendir("many");
	CHECK(d && count(d) == MANY);
	rewinddir(d);
	CHECK(count(d) == MANY && closedir(d) == 0);
	for (int i = 0; i < MANY; i++) {
		snprintf(path, sizeof(path), "many/a-name-that-is-long-%03d", i);
		CHECK(unlink(path) == 0);
	}
	CHECK(rmdir("many") == 0);
}

int main(int argc, char **argv)
{
	char top[32], cwd[4096];

	CHECK(chdir(argc > 1 ? argv[1] : "/tmp") == 0);
	/* A number of its own, as the host's directory is shared; newlib's mkdtemp has no
	 * mkdir. */
	do
		snprintf(top, sizeof(top), "fs-test-%08x", (unsigned)rand());
	while (mkdir(top, 0700) < 0 && errno == EEXIST);
	CHECK(chdir(top) == 0 && getcwd(cwd, sizeof(cwd)));
	contents();
	sizes();
	links();
	names(cwd);
	directories();
	CHECK(unlink("a") == 0 && chdir("..") == 0 && rmdir(top) == 0);
	printf(failures ? "%d failures\n" : "files: ok\n", failures);
	return failures != 0;
}
