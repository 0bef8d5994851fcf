/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files as a program sees them, in an image: on the host's files in a process, on a RAM tree in
 * a machine, or wherever the environment's TEST_DIR (/tmp) lies: tests/files.sh of the pool
 * runs it on each file system.
 */
#define _GNU_SOURCE 1
#include <dirent.h>
#include <ftw.h>
#include <glob.h>
#include <sys/ipc.h>
#include <sys/statvfs.h>
#include "suite.h"

#define MANY 150

static char data[300000], back[300000], top[64];

/* Work in a new directory, by a number of its own as the host's is shared. */
static void setup(void)
{
	const char *dir = getenv("TEST_DIR");

	OK(chdir(dir ? dir : "/tmp"));
	do
		snprintf(top, sizeof(top), "fs-test-%08x", (unsigned)rand());
	while (mkdir(top, 0700) < 0 && errno == EEXIST);
	OK(chdir(top));
}

/* All that a test made it has removed. */
static void teardown(void)
{
	OK(chdir(".."));
	OK(rmdir(top));
}

START_TEST(temporary_files)
{
	char file[] = "fileXXXXXX", other[] = "fileXXXXXX", sub[] = "dirXXXXXX",
	     suffixed[] = "aXXXXXX.c", wrong[] = "fileXXXXX", nowhere[] = "no/XXXXXX";
	struct stat st;
	int fd = mkstemp(file), fd2 = mkostemp(other, O_APPEND), fd3 = mkstemps(suffixed, 2);

	ck_assert(fd >= 0 && fd2 >= 0 && fd3 >= 0);
	ck_assert_str_ne(file, other);
	ck_assert(memcmp(file, "file", 4) == 0 && !strchr(file, 'X') && strlen(file) == 10);
	ck_assert_str_eq(suffixed + 7, ".c");
	OK(stat(file, &st));
	ck_assert(S_ISREG(st.st_mode) && (st.st_mode & 0777) == 0600);
	ck_assert_int_eq(write(fd, "x", 1), 1);
	ck_assert(fcntl(fd2, F_GETFL) & O_APPEND);
	ck_assert_ptr_eq(mkdtemp(sub), sub);
	OK(stat(sub, &st));
	ck_assert(S_ISDIR(st.st_mode) && (st.st_mode & 0777) == 0700);
	FAILS(mkstemp(wrong), EINVAL);
	FAILS(mkstemps(suffixed, 20), EINVAL);
	FAILS(mkstemps(suffixed, -1), EINVAL);
	ck_assert(!mkdtemp(wrong));
	FAILS(mkstemp(nowhere), ENOENT);
	ck_assert_str_eq(nowhere, "no/XXXXXX");
	OK(close(fd));
	OK(close(fd2));
	OK(close(fd3));
	OK(unlink(file));
	OK(unlink(other));
	OK(unlink(suffixed));
	OK(rmdir(sub));
}
END_TEST

START_TEST(contents)
{
	struct stat st;
	int fd;

	for (size_t i = 0; i < sizeof(data); i++)
		data[i] = (char)(i * 7 + i / 251);
	fd = open("big", O_RDWR | O_CREAT | O_EXCL, 0640);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, data, sizeof(data)), sizeof(data));
	ck_assert_int_eq(pread(fd, back, sizeof(back), 0), sizeof(back));
	ck_assert(memcmp(data, back, sizeof(data)) == 0);
	OK(fstat(fd, &st));
	ck_assert(st.st_size == sizeof(data) && (st.st_mode & 0777) == 0640);
	FAILS(open("big", O_RDWR | O_CREAT | O_EXCL, 0640), EEXIST);
	OK(fsync(fd));
	/* Without a name it is still there. */
	OK(unlink("big"));
	ck_assert_int_eq(pread(fd, back, 100, 1000), 100);
	ck_assert(memcmp(data + 1000, back, 100) == 0);
	OK(close(fd));
	FAILS(open("big", O_RDONLY), ENOENT);
}
END_TEST

START_TEST(sizes)
{
	int fd;

	put("a", "hello");
	fd = open("a", O_WRONLY | O_APPEND);
	ck_assert_int_eq(write(fd, " world", 6), 6);
	OK(close(fd));
	holds("a", "hello world");
	OK(truncate("a", 4));
	ck_assert_int_eq(stat_of("a").st_size, 4);
	OK(truncate("a", 10));
	fd = open("a", O_RDONLY);
	ck_assert_int_eq(read(fd, back, 100), 10);
	ck_assert(memcmp(back, "hell\0\0\0\0\0\0", 10) == 0);
	OK(close(fd));
	OK(chmod("a", 0600));
	ck_assert_int_eq(stat_of("a").st_mode & 0777, 0600);
	put("a", "");
	ck_assert_int_eq(stat_of("a").st_size, 0);
	OK(unlink("a"));
}
END_TEST

START_TEST(links)
{
	char buf[16], path[UK_PATH_MAX];

	put("a", "a");
	OK(symlink("a", "l"));
	ck_assert_int_eq(readlink("l", buf, sizeof(buf)), 1);
	ck_assert_int_eq(buf[0], 'a');
	ck_assert(S_ISLNK(stat_of("l").st_mode));
	holds("l", "a");
	ck_assert_ptr_nonnull(realpath("l", path));
	ck_assert_str_eq(strrchr(path, '/'), "/a");
	OK(symlink("loop", "loop"));
	FAILS(open("loop", O_RDONLY), ELOOP);
	OK(link("a", "b"));
	ck_assert_int_eq(stat_of("b").st_nlink, 2);
	OK(unlink("b"));
	OK(unlink("l"));
	OK(unlink("loop"));
	OK(unlink("a"));
}
END_TEST

START_TEST(names)
{
	static char path[UK_PATH_MAX + 8], cwd[UK_PATH_MAX];

	put("a", "a");
	OK(mkdir("d/", 0755));
	OK(mkdir("d/s", 0700));
	FAILS(mkdir("d", 0755), EEXIST);
	FAILS(rmdir("d"), ENOTEMPTY);
	FAILS(rmdir("a"), ENOTDIR);
	FAILS(unlink("d"), EISDIR);
	FAILS(open("a/", O_RDONLY), ENOTDIR);
	FAILS(rename("d", "d/s/x"), EINVAL);
	OK(rename("d/s", "d/t"));
	ck_assert_ptr_nonnull(getcwd(cwd, sizeof(cwd)));
	OK(chdir("d/t"));
	snprintf(path, sizeof(path), "%s/d/t", cwd);
	ck_assert_str_eq(getcwd(cwd, sizeof(cwd)), path);
	OK(access("../../a", R_OK));
	/* It is told of its new name, and of having none. */
	OK(rename("../../d", "../../e"));
	memcpy(strrchr(path, 'd'), "e", 1);
	ck_assert_str_eq(getcwd(cwd, sizeof(cwd)), path);
	OK(rename("../../e", "../../d"));
	OK(mkdir("gone", 0755));
	OK(chdir("gone"));
	OK(rmdir("../gone"));
	NO(getcwd(cwd, sizeof(cwd)), ENOENT);
	OK(chdir(".."));
	OK(chdir("../.."));
	OK(rename("a", "d/t/b"));
	put("a", "new");
	OK(rename("d/t/b", "a"));
	holds("a", "a");
	OK(remove("d/t"));
	OK(remove("d"));
	OK(remove("a"));
}
END_TEST

static int count(DIR *d)
{
	struct dirent *e;
	int n = 0;

	while ((e = readdir(d)))
		n += e->d_name[0] != '.';
	return n;
}

/* Each byte but zero and the slash, alone and in a name. */
START_TEST(names_of_every_byte)
{
	static bool alone[256], within[256];
	char name[8], text[8];
	struct dirent *e;
	DIR *d;
	int n = 0;

	for (int c = 1; c < 256; c++) {
		if (c == '/')
			continue;
		snprintf(name, sizeof(name), "x%cy", c);
		snprintf(text, sizeof(text), "%d", c);
		put(name, text);
		snprintf(name, sizeof(name), "%c", c);
		if (c != '.')
			OK(mkdir(name, 0700));
	}
	d = opendir(".");
	ck_assert_ptr_nonnull(d);
	while ((e = readdir(d))) {
		unsigned char c = (unsigned char)e->d_name[0];

		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		n++;
		if (e->d_name[1] == '\0')
			alone[c] = true;
		else if (strlen(e->d_name) == 3 && c == 'x' && e->d_name[2] == 'y')
			within[(unsigned char)e->d_name[1]] = true;
	}
	OK(closedir(d));
	ck_assert_int_eq(n, 254 + 253);
	for (int c = 1; c < 256; c++) {
		if (c == '/')
			continue;
		snprintf(text, sizeof(text), "%d", c);
		snprintf(name, sizeof(name), "x%cy", c);
		ck_assert_msg(within[c], "byte %d", c);
		holds(name, text);
		OK(unlink(name));
		if (c == '.')
			continue;
		snprintf(name, sizeof(name), "%c", c);
		ck_assert_msg(alone[c] && S_ISDIR(stat_of(name).st_mode), "byte %d", c);
		OK(rmdir(name));
	}
}
END_TEST

START_TEST(directories)
{
	char path[64];
	DIR *d;

	OK(mkdir("many", 0755));
	for (int i = 0; i < MANY; i++) {
		snprintf(path, sizeof(path), "many/a-name-that-is-long-%03d", i);
		put(path, "");
	}
	d = opendir("many");
	ck_assert_ptr_nonnull(d);
	ck_assert_int_eq(count(d), MANY);
	rewinddir(d);
	ck_assert_int_eq(count(d), MANY);
	OK(closedir(d));
	for (int i = 0; i < MANY; i++) {
		snprintf(path, sizeof(path), "many/a-name-that-is-long-%03d", i);
		OK(unlink(path));
	}
	OK(rmdir("many"));
}
END_TEST

START_TEST(file_system)
{
	struct statvfs s;

	OK(statvfs(".", &s));
	ck_assert_int_gt(s.f_bsize, 0);
	ck_assert(s.f_bfree <= s.f_blocks && s.f_namemax >= 255);
}
END_TEST

static char visited[256];

static int visit(const char *path, const struct stat *st, int type, struct FTW *f)
{
	(void)st;
	snprintf(visited + strlen(visited), sizeof(visited) - strlen(visited), "%s:%d:%d ",
		 path + f->base, type, f->level);
	return strcmp(path + f->base, "stop") == 0 ? 42 : 0;
}

static int count_simple(const char *path, const struct stat *st, int type)
{
	(void)path;
	(void)st;
	return type == FTW_NS ? -1 : 0;
}

START_TEST(files_make_keys)
{
	int fd = open("f", O_CREAT | O_RDWR, 0600), gd = open("g", O_CREAT | O_RDWR, 0600);
	key_t k = ftok("f", 1);

	ck_assert(fd >= 0 && gd >= 0);
	ck_assert(k != (key_t)-1);
	ck_assert(ftok("f", 1) == k);
	ck_assert(ftok("f", 257) == k);
	ck_assert(ftok("f", 2) != k);
	ck_assert(ftok("g", 1) != k);
	FAILS(ftok("not there", 1), ENOENT);
	close(fd);
	close(gd);
	unlink("f");
	unlink("g");
}
END_TEST

START_TEST(trees_are_walked)
{
	OK(mkdir("d", 0700));
	OK(mkdir("d/e", 0700));
	OK(close(open("d/e/f", O_CREAT | O_WRONLY, 0600)));
	ck_assert_int_eq(nftw("d", visit, 4, FTW_PHYS), 0);
	ck_assert_str_eq(visited, "d:1:0 e:1:1 f:0:2 ");
	visited[0] = '\0';
	ck_assert_int_eq(nftw("d", visit, 1, FTW_PHYS | FTW_DEPTH | FTW_CHDIR), 0);
	ck_assert_str_eq(visited, "f:0:2 e:5:1 d:5:0 ");
	ck_assert_int_eq(ftw("d", count_simple, 1), 0);
	OK(rename("d/e/f", "d/e/stop"));
	ck_assert_int_eq(nftw("d", visit, 4, 0), 42);
	ck_assert_int_eq(nftw("none", visit, 4, 0), -1);
	OK(unlink("d/e/stop"));
	OK(rmdir("d/e"));
	OK(rmdir("d"));
}
END_TEST

START_TEST(patterns_are_expanded)
{
	static const char *const names[] = { "a.txt", "b.txt", "b*", "c.d" };
	glob_t g;

	for (size_t i = 0; i < 4; i++)
		OK(close(open(names[i], O_CREAT | O_WRONLY, 0600)));
	ck_assert_int_eq(glob("*.txt", 0, NULL, &g), 0);
	ck_assert_uint_eq(g.gl_pathc, 2);
	ck_assert_str_eq(g.gl_pathv[0], "a.txt");
	ck_assert_str_eq(g.gl_pathv[1], "b.txt");
	ck_assert_ptr_null(g.gl_pathv[2]);
	/* Nothing new is added to what is there. */
	ck_assert_int_eq(glob("x*", GLOB_APPEND, NULL, &g), GLOB_NOMATCH);
	ck_assert_int_eq(glob("?.d", GLOB_APPEND, NULL, &g), 0);
	ck_assert_uint_eq(g.gl_pathc, 3);
	ck_assert_str_eq(g.gl_pathv[2], "c.d");
	globfree(&g);
	ck_assert_int_eq(glob("none*", 0, NULL, &g), GLOB_NOMATCH);
	globfree(&g);
	ck_assert_int_eq(glob("none*", GLOB_NOCHECK, NULL, &g), 0);
	ck_assert_str_eq(g.gl_pathv[0], "none*");
	globfree(&g);
	ck_assert_int_eq(glob("b\\*", 0, NULL, &g), 0);
	ck_assert_uint_eq(g.gl_pathc, 1);
	ck_assert_str_eq(g.gl_pathv[0], "b*");
	globfree(&g);
	ck_assert_int_eq(glob("b\\*", GLOB_NOESCAPE, NULL, &g), GLOB_NOMATCH);
	globfree(&g);
	ck_assert_int_eq(glob("{x,y}*", GLOB_BRACE, NULL, &g), GLOB_NOMATCH);
	globfree(&g);
	ck_assert_int_eq(glob("{x,c}.d", GLOB_BRACE, NULL, &g), 0);
	ck_assert_str_eq(g.gl_pathv[0], "c.d");
	globfree(&g);
	for (size_t i = 0; i < 4; i++)
		OK(unlink(names[i]));
}
END_TEST

int main(void)
{
	Suite *s = suite_create("files");
	TCase *t = tcase_create("all");
	SRunner *r;
	int failed;

	tcase_set_timeout(t, 0);
	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, contents);
	tcase_add_test(t, temporary_files);
	tcase_add_test(t, sizes);
	tcase_add_test(t, links);
	tcase_add_test(t, names);
	tcase_add_test(t, names_of_every_byte);
	tcase_add_test(t, directories);
	tcase_add_test(t, file_system);
	tcase_add_test(t, files_make_keys);
	tcase_add_test(t, trees_are_walked);
	tcase_add_test(t, patterns_are_expanded);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
