/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * fs.9p_cache=loose: what was asked once is not asked again, until it is changed here or the
 * server tells of another version.
 */
#include <sys/uio.h>
#include <uk/anchor.h>
#include "../9p/p9.h"
#include "../vfs/vfs_priv.h"
#include "p9_server.h"
#include "suite.h"
#ifdef UK_NATIVE_TEST
#include "fakes.h"
#endif

UK_NEED(uk_anchor_fs);
UK_NEED(uk_anchor_fs_9p);

static struct p9_fs *fs;

static void mounted(void)
{
	fresh();
	if (!fs) {
		uk_p9_transport_register(&p9_server);
		if (access("/m", F_OK) < 0)
			OK(mkdir("/m", 0755));
		p9_cache_loose = true;
		ck_assert_int_eq(uk_vfs_mount("9p", "test", "/m"), 0);
		fs = uk_mounts->fs;
	}
	p9_names_forget(fs);
	p9_reset();
}

static void at_rest(void)
{
	p9_names_forget(fs);
	ck_assert_uint_eq(fs->fids[0], 1);
	ck_assert_uint_eq(p9_fids(), 1);
}

/* Messages since the last time. */
static unsigned asked(void)
{
	static unsigned before;
	unsigned n = p9_calls - before;

	before = p9_calls;
	return n;
}

static void use_file(void)
{
	ck_assert_int_eq(stat_of("/m/f").st_size, 20);
	holds("/m/f", "0123456789abcdefghij");
}

START_TEST(the_second_time_is_free)
{
	mounted();
	asked();
	use_file();
	ck_assert_uint_eq(asked(), 4); /* walk, getattr, lopen, read */
	use_file();
	use_file();
	ck_assert_uint_eq(asked(), 0);
	at_rest();
}
END_TEST

START_TEST(small_reads_share_a_message)
{
	char c;
	int fd;

	mounted();
	fd = open("/m/f", O_RDONLY);
	asked();
	for (int i = 0; i < 20; i++) {
		ck_assert_int_eq(read(fd, &c, 1), 1);
		ck_assert_int_eq(c, "0123456789abcdefghij"[i]);
	}
	ck_assert_int_eq(read(fd, &c, 1), 0);
	ck_assert_uint_eq(asked(), 2); /* getattr, read */
	OK(close(fd));
	at_rest();
}
END_TEST

START_TEST(a_server_that_answers_in_pieces)
{
	char buf[32];
	int fd;

	/* Pieces of a page are not kept: it would seem to end there. */
	mounted();
	p9_limit = 3;
	holds("/m/f", "0123456789abcdefghij");
	fd = open("/m/f", O_RDONLY);
	ck_assert_int_eq(pread(fd, buf, 5, 8), 5);
	ck_assert(memcmp(buf, "89abc", 5) == 0);
	p9_limit = 0;
	holds("/m/f", "0123456789abcdefghij");
	OK(close(fd));
	at_rest();
}
END_TEST

START_TEST(what_is_changed_here_is_asked_again)
{
	int fd;

	mounted();
	use_file();
	fd = open("/m/f", O_WRONLY);
	asked();
	ck_assert_int_eq(write(fd, "x", 1), 1);
	ck_assert_uint_eq(asked(), 1);
	use_file();
	ck_assert_uint_eq(asked(), 2); /* getattr, read */
	OK(close(fd));
	asked();
	OK(chmod("/m/f", 0600));
	use_file();
	ck_assert_uint_eq(asked(), 2); /* setattr, getattr: contents stay */
	OK(truncate("/m/f", 20));
	use_file();
	ck_assert_uint_eq(asked(), 3); /* and read */
	fd = open("/m/f", O_RDWR | O_TRUNC);
	asked();
	use_file();
	ck_assert_uint_eq(asked(), 2);
	OK(close(fd));
	at_rest();
}
END_TEST

START_TEST(all_openings_of_a_file_share_what_is_kept)
{
	char buf[4];
	int a, b;

	/* Its name is forgotten, the file is not: it is the same one when it is found again. */
	mounted();
	a = open("/m/f", O_RDONLY);
	ck_assert_int_eq(read(a, buf, 4), 4);
	p9_names_forget(fs);
	b = open("/m/f", O_WRONLY);
	ck_assert_int_eq(write(b, "x", 1), 1);
	asked();
	ck_assert_int_eq(pread(a, buf, 4, 0), 4);
	ck_assert_uint_eq(asked(), 2); /* getattr, read: not what a had */
	OK(close(a));
	OK(close(b));
	at_rest();
}
END_TEST

START_TEST(another_version_is_asked_again)
{
	int fd;

	mounted();
	use_file();
	p9_version = 7;
	use_file(); /* loose: nothing was asked, so nothing is known */
	fd = open("/m/f", O_WRONLY);
	asked();
	use_file();
	ck_assert_uint_eq(asked(), 2);
	OK(close(fd));
	at_rest();
}
END_TEST

START_TEST(names_that_change)
{
	struct stat st;

	mounted();
	use_file();
	asked();
	OK(unlink("/m/f"));
	ck_assert_uint_eq(asked(), 2); /* unlinkat, clunk */
	use_file();		       /* this server has it still */
	OK(rename("/m/f", "/m/new"));
	asked();
	OK(stat("/m/new", &st));
	ck_assert_uint_eq(asked(), 1); /* getattr: the name is known */
	OK(stat("/m/f", &st));
	ck_assert_uint_eq(asked(), 2); /* walk, and clunk: it is the file we have */
	at_rest();
}
END_TEST

START_TEST(not_more_names_than_there_may_be)
{
	struct uk_vnode *root, *v;
	char name[16];

	mounted();
	ck_assert_int_eq(uk_vfs_lookup(AT_FDCWD, "/m", 0, &root), 0);
	ck_assert_int_eq(uk_vfs_lookup(AT_FDCWD, "/m/f", 0, &v), 0);
	for (int i = 0; i < 3000; i++) {
		snprintf(name, sizeof(name), "name%d", i);
		p9_name_keep(root, name, v);
	}
	ck_assert_ptr_null(p9_name_find(root, "name0"));
	ck_assert_ptr_null(p9_name_find(root, "name1900"));
	for (int i = 2000; i < 3000; i++) {
		struct uk_vnode *found;

		snprintf(name, sizeof(name), "name%d", i);
		found = p9_name_find(root, name);
		ck_assert_ptr_eq(found, v);
		uk_vnode_unref(found);
	}
	uk_vnode_unref(v);
	uk_vnode_unref(root);
	at_rest();
}
END_TEST

SUITE("9p_cache", the_second_time_is_free, small_reads_share_a_message,
      a_server_that_answers_in_pieces, what_is_changed_here_is_asked_again,
      all_openings_of_a_file_share_what_is_kept, another_version_is_asked_again,
      names_that_change, not_more_names_than_there_may_be)
