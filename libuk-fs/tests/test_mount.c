/* SPDX-License-Identifier: BSD-3-Clause */
/* The mount table: trees over one another, and what may not be done where they meet. */
#include <uk/anchor.h>
#include "suite.h"

UK_NEED(uk_anchor_fs);

static char path[2 * UK_PATH_MAX], cwd[UK_PATH_MAX];

START_TEST(mounts_are_crossed_both_ways)
{
	fresh();
	getcwd(cwd, sizeof(cwd));
	OK(mkdir("m", 0755));
	put("m/below", "hidden");
	snprintf(path, sizeof(path), "%s/m", cwd);
	OK(uk_vfs_mount("ram", "", path));
	FAILS(access("m/below", F_OK), ENOENT);
	put("m/above", "seen");
	OK(mkdir("m/d", 0755));
	ck_assert(stat_of("m").st_dev != stat_of(".").st_dev);
	ck_assert(same_file("m/d/../..", "."));
	ck_assert(same_file("m/..", "."));
	OK(symlink("..", "m/out"));
	ck_assert(same_file("m/out", "."));
	OK(chdir("m/d"));
	strcat(cwd, "/m/d");
	ck_assert_str_eq(getcwd(path, sizeof(path)), cwd);
	ck_assert_str_eq(realpath("../above", path) ? strrchr(path, 'm') : "", "m/above");
	OK(chdir("../.."));
	/* Links and names stay within one. */
	put("f", "f");
	FAILS(link("f", "m/f"), EXDEV);
	FAILS(rename("f", "m/f"), EXDEV);
	FAILS(rename("m/above", "g"), EXDEV);
	OK(rename("m/above", "m/d/g"));
	holds("m/d/g", "seen");
}
END_TEST

START_TEST(mounts_nest_and_stack)
{
	fresh();
	getcwd(cwd, sizeof(cwd));
	OK(mkdir("m", 0755));
	snprintf(path, sizeof(path), "%s/m", cwd);
	OK(uk_vfs_mount("ram", "", path));
	OK(mkdir("m/n", 0755));
	strcat(path, "/n");
	OK(uk_vfs_mount("ram", "", path));
	put("m/n/f", "nested");
	ck_assert(same_file("m/n/../../m/n/f", "m/n/f"));
	/* One more over the same directory. */
	OK(uk_vfs_mount("ram", "", path));
	FAILS(access("m/n/f", F_OK), ENOENT);
	ck_assert(same_file("m/n/..", "m"));
	OK(chdir("m/n"));
	strcat(cwd, "/m/n");
	ck_assert_str_eq(getcwd(path, sizeof(path)), cwd);
	OK(chdir("../.."));
}
END_TEST

START_TEST(mount_points_are_busy)
{
	fresh();
	getcwd(cwd, sizeof(cwd));
	OK(mkdir("m", 0755));
	OK(mkdir("d", 0755));
	snprintf(path, sizeof(path), "%s/m", cwd);
	OK(uk_vfs_mount("ram", "", path));
	FAILS(rmdir("m"), EBUSY);
	FAILS(rename("m", "x"), EBUSY);
	FAILS(rename("d", "m"), EBUSY);
	FAILS(rename("/", "x"), EBUSY);
	FAILS(rename("d", "/"), EBUSY);
	/* What is above it may move, and takes it along. */
	OK(mkdir("p", 0755));
	OK(mkdir("p/m", 0755));
	snprintf(path, sizeof(path), "%s/p/m", cwd);
	OK(uk_vfs_mount("ram", "", path));
	put("p/m/f", "along");
	OK(rename("p", "q"));
	holds("q/m/f", "along");
	OK(chdir("q/m"));
	strcat(cwd, "/q/m");
	ck_assert_str_eq(getcwd(path, sizeof(path)), cwd);
	OK(chdir("../.."));
}
END_TEST

START_TEST(mounts_that_fail)
{
	fresh();
	getcwd(cwd, sizeof(cwd));
	put("f", "f");
	ck_assert_int_eq(uk_vfs_mount("nonsense", "", cwd), -ENOENT);
	snprintf(path, sizeof(path), "%s/none", cwd);
	ck_assert_int_eq(uk_vfs_mount("ram", "", path), -ENOENT);
	snprintf(path, sizeof(path), "%s/f", cwd);
	ck_assert_int_eq(uk_vfs_mount("ram", "", path), -ENOTDIR);
	ck_assert_int_eq(uk_vfs_mount("ram", "", "/"), -EBUSY);
	holds("f", "f");
}
END_TEST

SUITE("mounts", mounts_are_crossed_both_ways, mounts_nest_and_stack, mount_points_are_busy,
      mounts_that_fail)
