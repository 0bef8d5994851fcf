/* SPDX-License-Identifier: BSD-3-Clause */
/* Devices: what reading and writing each of them does. */
#include <dirent.h>
#include <uk/anchor.h>
#include "suite.h"

UK_NEED(uk_anchor_fs_dev);

static char buf[300];

/* /dev of the boot in an image; natively it is mounted here. */
static void dev(void)
{
	fresh();
#ifdef UK_NATIVE_TEST
	OK(mkdir("/dev", 0755));
	OK(uk_vfs_mount("dev", "", "/dev"));
#endif
	memset(buf, 'x', sizeof(buf));
}

static int opened(const char *path)
{
	int fd = open(path, O_RDWR);

	ck_assert_msg(fd >= 0, "%s: errno %d", path, errno);
	return fd;
}

START_TEST(null)
{
	int fd;

	dev();
	fd = opened("/dev/null");
	ck_assert_int_eq(read(fd, buf, sizeof(buf)), 0);
	ck_assert_int_eq(write(fd, buf, sizeof(buf)), sizeof(buf));
	ck_assert_int_eq(read(fd, buf, sizeof(buf)), 0);
	OK(close(fd));
	/* As shells open it. */
	fd = open("/dev/null", O_WRONLY | O_CREAT | O_TRUNC, 0666);
	ck_assert_int_ge(fd, 0);
	FAILS(read(fd, buf, 1), EBADF);
	FAILS(ftruncate(fd, 0), EINVAL);
	OK(close(fd));
	FAILS(open("/dev/null", O_RDONLY | O_CREAT | O_EXCL, 0666), EEXIST);
}
END_TEST

START_TEST(zero)
{
	int fd;

	dev();
	fd = opened("/dev/zero");
	ck_assert_int_eq(read(fd, buf, 200), 200);
	for (int i = 0; i < 200; i++)
		ck_assert_int_eq(buf[i], 0);
	ck_assert_int_eq(buf[200], 'x');
	ck_assert_int_eq(write(fd, buf, 9), 9);
	OK(close(fd));
}
END_TEST

START_TEST(full)
{
	int fd;

	dev();
	fd = opened("/dev/full");
	ck_assert_int_eq(read(fd, buf, 4), 4);
	ck_assert_int_eq(buf[3], 0);
	FAILS(write(fd, buf, 1), ENOSPC);
	OK(close(fd));
}
END_TEST

START_TEST(random_bytes)
{
	char other[300];
	int fd, fd2, differ = 0;

	dev();
	fd = opened("/dev/random");
	fd2 = opened("/dev/urandom");
	ck_assert_int_eq(read(fd, buf, sizeof(buf)), sizeof(buf));
	ck_assert_int_eq(read(fd2, other, sizeof(other)), sizeof(other));
	for (size_t i = 0; i < sizeof(buf); i++)
		differ += buf[i] != other[i];
	ck_assert_int_gt(differ, 200);
	OK(close(fd));
	OK(close(fd2));
}
END_TEST

START_TEST(names_and_types)
{
	struct dirent *e;
	struct stat st;
	DIR *d;
	int n = 0, fd;

	dev();
	d = opendir("/dev");
	ck_assert_ptr_nonnull(d);
	while ((e = readdir(d))) {
		char path[300];

		if (e->d_name[0] == '.')
			continue;
		n++;
		if (strcmp(e->d_name, "fd") == 0) {
			ck_assert_int_eq(e->d_type, DT_DIR);
			continue;
		}
		ck_assert_int_eq(e->d_type, DT_CHR);
		snprintf(path, sizeof(path), "/dev/%s", e->d_name);
		st = stat_of(path);
		ck_assert(S_ISCHR(st.st_mode) && st.st_ino == e->d_ino);
	}
	ck_assert_int_eq(n, 11);
	OK(closedir(d));
	fd = opened("/dev/null");
	OK(fstat(fd, &st));
	ck_assert(S_ISCHR(st.st_mode));
	OK(close(fd));
	FAILS(access("/dev/none", F_OK), ENOENT);
	FAILS(access("/dev/null/x", F_OK), ENOTDIR);
	FAILS(unlink("/dev/null"), EROFS);
	FAILS(mkdir("/dev/d", 0755), EROFS);
	FAILS(open("/dev/new", O_WRONLY | O_CREAT, 0644), EROFS);
	FAILS(rename("/dev/null", "/dev/x"), EROFS);
	FAILS(rmdir("/dev"), EBUSY);
}
END_TEST

SUITE("dev", null, zero, full, random_bytes, names_and_types)
