/* SPDX-License-Identifier: BSD-3-Clause */
/* The path walk, open flags, and names: what the VFS does for each file
 * system. */
#include <dirent.h>
#include <limits.h>
#include <uk/anchor.h>
#include "suite.h"
#ifdef UK_NATIVE_TEST
#include "fakes.h"
#endif

UK_NEED(uk_anchor_fs);

static char path[2 * UK_PATH_MAX], cwd[UK_PATH_MAX];

/* "x/x/x…" or "///…" of @n bytes, terminated. */
static char *repeat(const char *what, size_t n)
{
	size_t len = strlen(what);

	for (size_t i = 0; i < n; i++)
		path[i] = what[i % len];
	path[n] = '\0';
	return path;
}

START_TEST(dots_and_slashes)
{
	fresh();
	OK(mkdir("d", 0755));
	OK(mkdir("d/e", 0755));
	put("d/f", "f");
	ck_assert(same_file("d/f", "./d//e/.././/f"));
	ck_assert(same_file("/", "/.."));
	ck_assert(same_file("/", "../../../../.."));
	ck_assert(same_file("d", "d/"));
	ck_assert(same_file("d", "d/."));
	ck_assert(same_file("d", "d/e/..//"));
	FAILS(access("d/f/.", F_OK), ENOTDIR);
	FAILS(access("d/f/..", F_OK), ENOTDIR);
	FAILS(access("d/none/..", F_OK), ENOENT);
	FAILS(access("", F_OK), ENOENT);
}
END_TEST

START_TEST(trailing_slash_wants_a_directory)
{
	fresh();
	put("f", "f");
	OK(symlink("f", "l"));
	FAILS(open("f/", O_RDONLY), ENOTDIR);
	FAILS(access("l/", F_OK), ENOTDIR);
	FAILS(unlink("f/"), ENOTDIR);
	FAILS(rename("f/", "g"), ENOTDIR);
	ck_assert_int_eq(open("new/", O_WRONLY | O_CREAT, 0644), -1);
	FAILS(link("f", "g/"), ENOENT);
	OK(mkdir("d/", 0755));
	OK(rename("d/", "e/"));
	OK(rmdir("e//"));
	FAILS(access("new", F_OK), ENOENT);
}
END_TEST

START_TEST(only_directories_are_walked_through)
{
	fresh();
	put("f", "f");
	FAILS(access("f/x", F_OK), ENOTDIR);
	FAILS(mkdir("f/x", 0755), ENOTDIR);
	FAILS(open("f/x", O_WRONLY | O_CREAT, 0644), ENOTDIR);
	FAILS(chdir("f"), ENOTDIR);
	FAILS(access("none/x", F_OK), ENOENT);
	FAILS(open("none/x", O_WRONLY | O_CREAT, 0644), ENOENT);
	FAILS(open("f", O_RDONLY | O_DIRECTORY), ENOTDIR);
}
END_TEST

START_TEST(lengths_of_names_and_paths)
{
	fresh();
	OK(mkdir(repeat("n", 255), 0755));
	OK(rmdir(path));
	FAILS(mkdir(repeat("n", 256), 0755), ENAMETOOLONG);
	FAILS(access(path, F_OK), ENAMETOOLONG);
	OK(access(repeat("./", UK_PATH_MAX - 1), F_OK));
	FAILS(access(repeat("./", UK_PATH_MAX), F_OK), ENAMETOOLONG);
	FAILS(symlink(repeat("x", UK_PATH_MAX), "l"), ENAMETOOLONG);
	FAILS(symlink("", "l"), ENOENT);
	/* A link whose target and what follows are together too long. */
	OK(symlink(repeat("./", UK_PATH_MAX - 10), "l"));
	OK(access("l/././.", F_OK));
	FAILS(access("l/././././.", F_OK), ENAMETOOLONG);
}
END_TEST

START_TEST(symbolic_links)
{
	char buf[8];

	fresh();
	OK(mkdir("d", 0755));
	put("d/f", "through");
	OK(symlink("d", "rel"));
	OK(symlink("d/", "slash"));
	OK(symlink("../d/f", "d/up"));
	OK(symlink(getcwd(cwd, sizeof(cwd)), "abs"));
	holds("rel/f", "through");
	holds("slash/f", "through");
	holds("d/up", "through");
	holds("abs/rel/up", "through");
	/* ".." is that of where the link leads. */
	ck_assert(same_file("rel/..", "."));
	ck_assert(S_ISLNK(stat_of("rel").st_mode));
	ck_assert_int_eq(stat_of("rel").st_size, 1);
	ck_assert(S_ISDIR(stat_of("rel/").st_mode));
	ck_assert_int_eq(readlink("d/up", buf, sizeof(buf)), 6);
	ck_assert_int_eq(readlink("d/up", buf, 3), 3);
	ck_assert(memcmp(buf, "../", 3) == 0);
	FAILS(readlink("d/f", buf, sizeof(buf)), EINVAL);
	FAILS(rmdir("rel"), ENOTDIR);
	OK(unlink("rel"));
	OK(access("d/f", F_OK));
}
END_TEST

START_TEST(dangling_links)
{
	fresh();
	OK(symlink("target", "l"));
	FAILS(open("l", O_RDONLY), ENOENT);
	FAILS(open("l", O_WRONLY | O_CREAT | O_EXCL, 0644), EEXIST);
	FAILS(mkdir("l", 0755), EEXIST);
	FAILS(link("none", "x"), ENOENT);
	put("l", "made");
	holds("target", "made");
	FAILS(open("l", O_RDONLY | O_NOFOLLOW), ELOOP);
}
END_TEST

START_TEST(loops_of_links)
{
	char from[16], to[16];

	fresh();
	OK(symlink("self", "self"));
	OK(symlink("b", "a"));
	OK(symlink("a", "b"));
	OK(symlink("grow/x", "grow"));
	FAILS(open("self", O_RDONLY), ELOOP);
	FAILS(access("a/x", F_OK), ELOOP);
	FAILS(access("grow", F_OK), ELOOP);
	FAILS(chdir("b"), ELOOP);
	OK(unlink("self"));
	/* As many as are allowed, and one more. */
	put("l0", "end");
	for (int i = 1; i <= UK_LINKS_MAX + 1; i++) {
		snprintf(to, sizeof(to), "l%d", i - 1);
		snprintf(from, sizeof(from), "l%d", i);
		OK(symlink(to, from));
	}
	snprintf(from, sizeof(from), "l%d", UK_LINKS_MAX);
	holds(from, "end");
	snprintf(from, sizeof(from), "l%d", UK_LINKS_MAX + 1);
	FAILS(open(from, O_RDONLY), ELOOP);
}
END_TEST

START_TEST(open_flags)
{
	int fd;

	fresh();
	OK(mkdir("d", 0755));
	FAILS(open("f", O_RDWR), ENOENT);
	fd = open("f", O_RDWR | O_CREAT | O_EXCL, 0640);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, "12345", 5), 5);
	OK(close(fd));
	FAILS(open("f", O_RDWR | O_CREAT | O_EXCL, 0640), EEXIST);
	fd = open("f", O_WRONLY | O_APPEND);
	ck_assert_int_eq(lseek(fd, 0, SEEK_SET), 0);
	ck_assert_int_eq(write(fd, "6", 1), 1);
	FAILS(read(fd, path, 1), EBADF);
	OK(close(fd));
	holds("f", "123456");
	fd = open("f", O_RDONLY | O_CLOEXEC);
	ck_assert_int_eq(fcntl(fd, F_GETFD), FD_CLOEXEC);
	ck_assert_int_eq(fcntl(fd, F_GETFL) & O_ACCMODE, O_RDONLY);
	FAILS(write(fd, "x", 1), EBADF);
	FAILS(ftruncate(fd, 0), EINVAL);
	OK(close(fd));
	/* O_TRUNC needs the right to write. */
	fd = open("f", O_RDONLY | O_TRUNC);
	ck_assert_int_ge(fd, 0);
	OK(close(fd));
	holds("f", "123456");
	fd = open("f", O_WRONLY | O_TRUNC);
	OK(close(fd));
	holds("f", "");
	FAILS(open("f", O_ACCMODE), EINVAL);
}
END_TEST

START_TEST(open_of_directories)
{
	int fd;

	fresh();
	OK(mkdir("d", 0755));
	FAILS(open("d", O_WRONLY), EISDIR);
	FAILS(open("d", O_RDWR), EISDIR);
	FAILS(open("d", O_RDONLY | O_CREAT, 0644), EISDIR);
	FAILS(open("d/..", O_WRONLY | O_CREAT, 0644), EISDIR);
	FAILS(open("/", O_WRONLY | O_CREAT, 0644), EISDIR);
	FAILS(open("d", O_RDONLY | O_CREAT | O_EXCL, 0644), EEXIST);
	FAILS(truncate("d", 0), EISDIR);
	FAILS(open("new", O_RDONLY | O_CREAT | O_DIRECTORY, 0644), EINVAL);
	fd = open("d", O_RDONLY | O_DIRECTORY);
	ck_assert_int_ge(fd, 0);
	FAILS(read(fd, path, 1), EISDIR);
	OK(close(fd));
}
END_TEST

START_TEST(open_that_fails_changes_nothing)
{
	int fds[2000], n = 0;

	fresh();
	put("f", "precious");
	while ((fds[n] = open("f", O_RDONLY)) >= 0)
		ck_assert_int_lt(++n, 2000);
	FAILS(open("f", O_WRONLY | O_TRUNC), EMFILE);
	FAILS(open("new", O_WRONLY | O_CREAT, 0644), EMFILE);
	while (n > 0)
		OK(close(fds[--n]));
	holds("f", "precious");
	FAILS(access("new", F_OK), ENOENT);
#ifdef UK_NATIVE_TEST
	for (n = 0; n < 20; n++) {
		struct stat st;

		fake_left = n;
		fds[0] = open("new", O_WRONLY | O_CREAT, 0644);
		fake_left = -1;
		if (fds[0] >= 0)
			break;
		FAILS(lstat("new", &st), ENOENT);
	}
	OK(close(fds[0]));
	fake_left = 0;
	FAILS(open("f", O_WRONLY | O_TRUNC), ENOMEM);
	fake_left = -1;
	holds("f", "precious");
#endif
}
END_TEST

START_TEST(relative_to_a_descriptor)
{
	struct stat st;
	int d, f, g;

	fresh();
	OK(mkdir("d", 0755));
	d = open("d", O_RDONLY);
	f = openat(d, "f", O_RDWR | O_CREAT, 0644);
	ck_assert_int_ge(f, 0);
	ck_assert_int_eq(write(f, "x", 1), 1);
	OK(mkdirat(d, "sub", 0700));
	OK(symlinkat("f", d, "l"));
	OK(linkat(d, "f", d, "f2", 0));
	OK(renameat(d, "f2", AT_FDCWD, "out"));
	holds("out", "x");
	OK(fstatat(d, "l", &st, AT_SYMLINK_NOFOLLOW));
	ck_assert(S_ISLNK(st.st_mode));
	OK(fstatat(d, "../d/l", &st, 0));
	ck_assert(S_ISREG(st.st_mode));
	ck_assert_int_eq(st.st_nlink, 2);
	ck_assert_int_eq(readlinkat(d, "l", path, 10), 1);
	OK(faccessat(d, "sub", F_OK, 0));
	/* An absolute path needs no descriptor. */
	g = openat(-1, "/", O_RDONLY);
	ck_assert_int_ge(g, 0);
	FAILS(openat(-1, "f", O_RDONLY), EBADF);
	FAILS(openat(f, "f", O_RDONLY), ENOTDIR);
	OK(unlinkat(d, "sub", AT_REMOVEDIR));
	FAILS(unlinkat(d, "f", AT_REMOVEDIR), ENOTDIR);
	FAILS(unlinkat(d, "f", 0x4000), EINVAL);
	OK(unlinkat(d, "f", 0));
	/* The descriptor follows its directory. */
	OK(rename("d", "moved"));
	OK(fstatat(d, "l", &st, AT_SYMLINK_NOFOLLOW));
	OK(fchdir(d));
	ck_assert_str_eq(strrchr(getcwd(cwd, sizeof(cwd)), '/'), "/moved");
	FAILS(fchdir(f), ENOTDIR);
	FAILS(fchdir(-1), EBADF);
	OK(close(d));
	OK(close(f));
	OK(close(g));
}
END_TEST

START_TEST(working_directory)
{
	fresh();
	ck_assert_ptr_eq(getcwd(cwd, sizeof(cwd)), cwd);
	OK(mkdir("a", 0755));
	OK(mkdir("a/b", 0755));
	OK(chdir("a/b"));
	strcat(cwd, "/a/b");
	ck_assert_str_eq(getcwd(path, sizeof(path)), cwd);
	NO(getcwd(path, strlen(cwd)), ERANGE);
	ck_assert_ptr_eq(getcwd(path, strlen(cwd) + 1), path);
	/* It moves with what is above it. */
	OK(rename("../../a", "../../c"));
	memcpy(strrchr(cwd, 'a'), "c", 1);
	ck_assert_str_eq(getcwd(path, sizeof(path)), cwd);
	OK(chdir("/"));
	ck_assert_str_eq(getcwd(path, sizeof(path)), "/");
	NO(getcwd(path, 1), ERANGE);
}
END_TEST

START_TEST(working_directory_removed)
{
	fresh();
	OK(mkdir("d", 0755));
	OK(chdir("d"));
	OK(rmdir("../d"));
	OK(access(".", F_OK));
	FAILS(open("f", O_WRONLY | O_CREAT, 0644), ENOENT);
	FAILS(mkdir("e", 0755), ENOENT);
	FAILS(access("../d", F_OK), ENOENT);
	NO(getcwd(cwd, sizeof(cwd)), ENOENT);
	NO(realpath(".", cwd), ENOENT);
	/* Another of that name is another. */
	OK(mkdir("../d", 0755));
	NO(getcwd(cwd, sizeof(cwd)), ENOENT);
	OK(chdir(".."));
	OK(access(".", F_OK));
	/* Over which another was moved: the same. */
	OK(mkdir("e", 0755));
	OK(chdir("d"));
	OK(rename("../e", "../d"));
	NO(getcwd(cwd, sizeof(cwd)), ENOENT);
	OK(chdir("../d"));
	ck_assert_str_eq(strrchr(getcwd(cwd, sizeof(cwd)), '/'), "/d");
}
END_TEST

START_TEST(umask_takes_bits_away)
{
	mode_t old = umask(027);
	int fd;

	fresh();
	fd = open("f", O_RDONLY | O_CREAT, 0777);
	OK(close(fd));
	OK(mkdir("d", 01777));
	OK(mknod("n", S_IFREG | 0666, 0));
	ck_assert_int_eq(stat_of("f").st_mode, S_IFREG | 0750);
	ck_assert_int_eq(stat_of("d").st_mode, S_IFDIR | 01750);
	ck_assert_int_eq(stat_of("n").st_mode, S_IFREG | 0640);
	ck_assert_int_eq(umask(07022), 027);
	ck_assert_int_eq(umask(old), 022);
	/* An existing file keeps what it has. */
	OK(chmod("f", 0600));
	fd = open("f", O_RDONLY | O_CREAT, 0777);
	OK(close(fd));
	ck_assert_int_eq(stat_of("f").st_mode, S_IFREG | 0600);
}
END_TEST

START_TEST(rename_of_files)
{
	fresh();
	put("a", "A");
	put("b", "B");
	OK(mkdir("d", 0755));
	OK(rename("a", "c"));
	FAILS(access("a", F_OK), ENOENT);
	OK(rename("c", "b"));
	holds("b", "A");
	OK(rename("b", "b"));
	holds("b", "A");
	OK(link("b", "b2"));
	OK(rename("b", "b2")); /* one file: nothing happens */
	ck_assert_int_eq(stat_of("b").st_nlink, 2);
	FAILS(rename("b", "d"), EISDIR);
	FAILS(rename("d", "b"), ENOTDIR);
	FAILS(rename("none", "x"), ENOENT);
	FAILS(rename("b", "none/x"), ENOENT);
	FAILS(rename("b", "b2/x"), ENOTDIR);
	OK(rename("b", "d/b"));
	holds("d/b", "A");
	/* The link moves, not what it leads to. */
	OK(symlink("d/b", "l"));
	OK(rename("l", "l2"));
	ck_assert(S_ISLNK(stat_of("l2").st_mode));
	put("over", "O");
	OK(rename("over", "l2"));
	ck_assert(S_ISREG(stat_of("l2").st_mode));
	holds("d/b", "A");
}
END_TEST

START_TEST(rename_of_directories)
{
	fresh();
	OK(mkdir("a", 0755));
	OK(mkdir("a/b", 0755));
	OK(mkdir("empty", 0755));
	put("a/b/f", "deep");
	FAILS(rename("a", "a/x"), EINVAL);
	FAILS(rename("a", "a/b/x"), EINVAL);
	FAILS(rename("a", "a/b"), EINVAL);
	FAILS(rename("a/b", "a"), ENOTEMPTY);
	FAILS(rename(".", "x"), EINVAL);
	FAILS(rename("a/..", "x"), EINVAL);
	FAILS(rename("a", "empty/.."), EINVAL);
	OK(rename("a", "a"));
	FAILS(rename("empty", "a"), ENOTEMPTY);
	OK(rename("a", "empty"));
	holds("empty/b/f", "deep");
	FAILS(access("a", F_OK), ENOENT);
	OK(rename("empty/b", "top"));
	holds("top/f", "deep");
	ck_assert(same_file("top/..", "."));
}
END_TEST

START_TEST(link_counts)
{
	int fd;
	struct stat st;

	fresh();
	put("a", "text");
	ck_assert_int_eq(stat_of("a").st_nlink, 1);
	OK(link("a", "b"));
	ck_assert_int_eq(stat_of("a").st_nlink, 2);
	ck_assert(same_file("a", "b"));
	FAILS(link("a", "b"), EEXIST);
	FAILS(link("a", "a"), EEXIST);
	OK(mkdir("d", 0755));
	FAILS(link("d", "e"), EPERM);
	put("c", "other");
	OK(rename("c", "b"));
	ck_assert_int_eq(stat_of("a").st_nlink, 1);
	fd = open("a", O_RDONLY);
	OK(unlink("a"));
	OK(fstat(fd, &st));
	ck_assert_int_eq(st.st_nlink, 0);
	OK(close(fd));
	/* A link is linked, unless it is to be followed. */
	OK(symlink("b", "l"));
	OK(link("l", "l2"));
	ck_assert(S_ISLNK(stat_of("l2").st_mode));
	OK(linkat(AT_FDCWD, "l", AT_FDCWD, "l3", AT_SYMLINK_FOLLOW));
	ck_assert(S_ISREG(stat_of("l3").st_mode));
}
END_TEST

START_TEST(link_counts_of_directories)
{
	struct stat st;
	int fd;

	/* find(1) and fts(3) go by them: 2, and one for each directory below. */
	fresh();
	OK(mkdir("d", 0755));
	ck_assert_int_eq(stat_of("d").st_nlink, 2);
	OK(mkdir("d/a", 0755));
	OK(mkdir("d/b", 0755));
	put("d/f", "");
	ck_assert_int_eq(stat_of("d").st_nlink, 4);
	OK(rename("d/a", "d/b"));
	ck_assert_int_eq(stat_of("d").st_nlink, 3);
	OK(rename("d/b", "c"));
	ck_assert_int_eq(stat_of("d").st_nlink, 2);
	OK(mkdir("d/e", 0755));
	OK(rename("c", "d/e"));
	ck_assert_int_eq(stat_of("d").st_nlink, 3);
	fd = open("d/e", O_RDONLY);
	OK(rmdir("d/e"));
	ck_assert_int_eq(stat_of("d").st_nlink, 2);
	OK(fstat(fd, &st));
	ck_assert_int_eq(st.st_nlink, 0);
	OK(close(fd));
}
END_TEST

START_TEST(unlinked_but_open)
{
	int fd, fd2;

	fresh();
	put("f", "still here");
	fd = open("f", O_RDWR);
	OK(unlink("f"));
	FAILS(access("f", F_OK), ENOENT);
	ck_assert_int_eq(read(fd, path, 100), 10);
	ck_assert_int_eq(pwrite(fd, "S", 1, 0), 1);
	put("f", "a new one");
	fd2 = open("f", O_RDONLY);
	ck_assert_int_eq(pread(fd, path, 100, 0), 10);
	ck_assert(memcmp(path, "Still", 5) == 0);
	ck_assert_int_eq(pread(fd2, path, 100, 0), 9);
	OK(close(fd));
	OK(close(fd2));
	/* The target of a rename as well. */
	fd = open("f", O_RDONLY);
	put("g", "g");
	OK(rename("g", "f"));
	ck_assert_int_eq(read(fd, path, 100), 9);
	OK(close(fd));
	FAILS(unlink("."), EISDIR);
	FAILS(rmdir("."), EINVAL);
	FAILS(rmdir(".."), ENOTEMPTY);
	FAILS(rmdir("f"), ENOTDIR);
	FAILS(unlink("/"), EISDIR);
	FAILS(rmdir("/"), EBUSY);
	OK(mkdir("d", 0755));
	FAILS(unlink("d"), EISDIR);
	OK(remove("d"));
	OK(remove("f"));
}
END_TEST

#define MANY 200

/* Count in seen[] which of the files "f-N" readdir shows. */
static void note(unsigned char *seen, const struct dirent *e)
{
	int i;

	if (sscanf(e->d_name, "f-%d", &i) == 1) {
		ck_assert(i >= 0 && i < 2 * MANY);
		seen[i]++;
	}
}

START_TEST(directory_that_changes_while_read)
{
	unsigned char seen[2 * MANY] = { 0 };
	char name[32];
	struct dirent *e;
	DIR *d;
	int n = 0;

	fresh();
	for (int i = 0; i < MANY; i++) {
		snprintf(name, sizeof(name), "f-%d", i);
		put(name, "");
	}
	d = opendir(".");
	ck_assert_ptr_nonnull(d);
	while ((e = readdir(d))) {
		note(seen, e);
		/* Remove odd ones, add others, give some a new name. */
		if (n < MANY && n % 2) {
			snprintf(name, sizeof(name), "f-%d", n);
			OK(unlink(name));
			snprintf(name, sizeof(name), "f-%d", n + MANY);
			put(name, "");
		}
		n++;
		ck_assert_int_lt(n, 10 * MANY);
	}
	/* What was there all the time is seen once; the rest at most once. */
	for (int i = 0; i < 2 * MANY; i++) {
		if (i < MANY && i % 2 == 0)
			ck_assert_int_eq(seen[i], 1);
		else
			ck_assert_int_le(seen[i], 1);
	}
	OK(closedir(d));
	/* To remove everything that is shown removes everything. */
	d = opendir(".");
	while ((e = readdir(d)))
		if (e->d_name[0] == 'f')
			OK(unlink(e->d_name));
	rewinddir(d);
	for (n = 0; readdir(d); n++)
		;
	ck_assert_int_eq(n, 2);
	OK(closedir(d));
}
END_TEST

START_TEST(positions_in_a_directory)
{
	struct dirent one, *e, *r;
	char name[32];
	long at;
	DIR *d;

	fresh();
	for (int i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "f-%d", i);
		put(name, "");
	}
	d = opendir(".");
	for (int i = 0; i < 50; i++)
		ck_assert_ptr_nonnull(readdir(d));
	at = telldir(d);
	e = readdir(d);
	strcpy(name, e->d_name);
	while (readdir(d))
		;
	seekdir(d, at);
	OK(readdir_r(d, &one, &r));
	ck_assert_ptr_eq(r, &one);
	ck_assert_str_eq(one.d_name, name);
	ck_assert_int_eq(one.d_ino, stat_of(name).st_ino);
	ck_assert_int_eq(one.d_type, DT_REG);
	OK(fchdir(dirfd(d)));
	OK(closedir(d));
	NO(opendir("f-1"), ENOTDIR);
	NO(opendir("none"), ENOENT);
	NO(fdopendir(-1), EBADF);
}
END_TEST

START_TEST(real_paths)
{
	fresh();
	getcwd(cwd, sizeof(cwd));
	OK(mkdir("d", 0755));
	put("d/f", "");
	OK(symlink("d/../d/./f", "l"));
	strcat(cwd, "/d/f");
	ck_assert_str_eq(realpath("l", path), cwd);
	ck_assert_str_eq(realpath("//..//./", path), "/");
	NO(realpath("none", path), ENOENT);
	NO(realpath("d/f/", path), ENOTDIR);
	/* Deeper than a path may be long: it can be reached, not named. */
	for (int i = 0; i < 20; i++) {
		memset(path, 'a', 250);
		path[250] = '\0';
		OK(mkdir(path, 0755));
		OK(chdir(path));
	}
	put("f", "");
	NO(realpath("f", path), ENAMETOOLONG);
	NO(getcwd(cwd, sizeof(cwd)), ERANGE);
	OK(chdir("../../.."));
	ck_assert_ptr_nonnull(getcwd(path, 2 * sizeof(cwd)));
	OK(chdir("/"));
}
END_TEST

START_TEST(attributes)
{
	struct timespec t[2] = { { 5, 6 }, { 7, 8 } };
	struct stat st;
	int fd;

	fresh();
	put("f", "f");
	OK(symlink("f", "l"));
	OK(chmod("l", 04751));
	ck_assert_int_eq(stat_of("f").st_mode, S_IFREG | 04751);
	OK(chown("f", 3, 4));
	OK(lchown("l", 5, (gid_t)-1));
	st = stat_of("f");
	ck_assert(st.st_uid == 3 && st.st_gid == 4);
	ck_assert_int_eq(stat_of("l").st_uid, 5);
	OK(utimensat(AT_FDCWD, "l", t, 0));
	t[0].tv_nsec = UTIME_OMIT;
	t[1] = (struct timespec){ 9, 10 };
	fd = open("f", O_RDONLY);
	OK(futimens(fd, t));
	OK(fstat(fd, &st));
	ck_assert(st.st_atim.tv_sec == 5 && st.st_atim.tv_nsec == 6);
	ck_assert(st.st_mtim.tv_sec == 9 && st.st_mtim.tv_nsec == 10);
	OK(fchmod(fd, 0600));
	OK(fchown(fd, (uid_t)-1, 7));
	OK(close(fd));
	st = stat_of("f");
	ck_assert(st.st_uid == 3 && st.st_gid == 7 && st.st_mode == (S_IFREG | 0600));
	t[1].tv_nsec = 1000000000;
	FAILS(utimensat(AT_FDCWD, "f", t, 0), EINVAL);
	FAILS(truncate("f", -1), EINVAL);
	FAILS(access("f", 0x80), EINVAL);
	FAILS(access("f", X_OK), EACCES);
	FAILS(fchmod(-1, 0), EBADF);
	ck_assert_int_eq(pathconf("f", _PC_NAME_MAX), 255);
	OK(mkfifo("p", 0644));
	ck_assert(S_ISFIFO(stat_of("p").st_mode));
	FAILS(mkfifo("p", 0644), EEXIST);
	FAILS(truncate("p", 0), EINVAL);
	OK(unlink("p"));
	FAILS(mknod("p", S_IFDIR | 0644, 0), EPERM);
	FAILS(mknod("p", S_IFLNK | 0644, 0), EINVAL);
}
END_TEST

SUITE("vfs", dots_and_slashes, trailing_slash_wants_a_directory,
      only_directories_are_walked_through, lengths_of_names_and_paths, symbolic_links,
      dangling_links, loops_of_links, open_flags, open_of_directories,
      open_that_fails_changes_nothing, relative_to_a_descriptor, working_directory,
      working_directory_removed, umask_takes_bits_away, rename_of_files, rename_of_directories,
      link_counts, link_counts_of_directories, unlinked_but_open,
      directory_that_changes_while_read, positions_in_a_directory, real_paths, attributes)
