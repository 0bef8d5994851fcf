/* SPDX-License-Identifier: BSD-3-Clause */
/* Native tests only: what is mounted at boot, by the parameters fs.root and fs.mount. */
#include "../vfs/boot.c"
#include "fakes.h"
#include "suite.h"

extern struct uk_mount *kept[];
struct uk_mount *kept[32];
static int nkept;

/* As before a boot. What was mounted is kept, so that it is not taken for leaked. */
static void again(void)
{
	kept[nkept++] = uk_mounts;
	uk_mounts = NULL;
}

START_TEST(without_parameters_the_root_is_in_memory)
{
	OK(mount_all());
	ck_assert_str_eq(uk_mounts->type->name, "dev");
	ck_assert_str_eq(uk_mounts->next->type->name, "ram");
	ck_assert_ptr_null(uk_mounts->next->next);
	OK(access("/tmp", F_OK));
	OK(access("/dev/null", F_OK));
	ck_assert_str_eq(fake_log, "");
}
END_TEST

START_TEST(mounts_by_name)
{
	root = "ram";
	mounts = "ram::/a/b/c,ram:x:/a/d,dev::/a/b/c/dev";
	OK(mount_all());
	put("/a/b/c/f", "1");
	put("/a/d/f", "2");
	OK(access("/a/b/c/dev/zero", F_OK));
	ck_assert(stat_of("/a/b/c").st_dev != stat_of("/a/d").st_dev);
	ck_assert_str_eq(fake_log, "");
}
END_TEST

START_TEST(a_root_that_is_not_there)
{
	root = "nonsense:/x";
	ck_assert_int_eq(mount_all(), -ENOENT);
	ck_assert_ptr_nonnull(strstr(fake_log, "cannot mount nonsense:/x as root: error 2"));
	FAILS(access("/", F_OK), ENOENT);
	FAILS(open("f", O_WRONLY | O_CREAT, 0644), ENOENT);
	root = "a-name-of-a-type-that-is-too-long";
	ck_assert_int_lt(mount_all(), 0);
}
END_TEST

START_TEST(malformed_mounts_are_reported)
{
	static const char *const bad[] = { "ram",
					   "ram:x",
					   "ram::",
					   "ram::relative",
					   "nosuch::/x",
					   "9p:nobody:/x",
					   "a-name-of-a-type-that-is-too-long::/x" };
	static char longest[700];

	OK(mount_all());
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		fake_log[0] = '\0';
		ck_assert_msg(mount_one(bad[i]) < 0, "%s", bad[i]);
		mounts = bad[i];
		again();
		ck_assert_msg(mount_all() < 0, "%s", bad[i]);
		ck_assert_msg(strstr(fake_log, "fs: cannot mount") != NULL, "%s: %s", bad[i],
			      fake_log);
	}
	/* A word too long, a path too long; one mistake does not keep the others away. */
	memset(longest, 'x', sizeof(longest) - 1);
	mounts = longest;
	again();
	ck_assert_int_eq(mount_all(), -ENAMETOOLONG);
	memcpy(longest, "ram::/", 6);
	longest[300] = '\0';
	ck_assert_int_lt(mount_one(longest), 0);
	mounts = "ram,ram::/good";
	again();
	ck_assert_int_lt(mount_all(), 0);
	ck_assert(stat_of("/good").st_dev != stat_of("/").st_dev);
}
END_TEST

SUITE("boot", without_parameters_the_root_is_in_memory, mounts_by_name,
      a_root_that_is_not_there, malformed_mounts_are_reported)
