/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The 9P client against a server that does its work well, and against one that spoils one
 * reply: then the call fails with an error, nothing is kept of it, and the next one succeeds.
 * test_9p_loose.c is this again with fs.9p_cache=loose.
 */
#ifndef LOOSE
#define LOOSE 0
#define NAME  "9p"
#endif
#include <dirent.h>
#include <sys/statvfs.h>
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

static int try_mount(void)
{
	static bool registered;

	if (!registered)
		uk_p9_transport_register(&p9_server);
	registered = true;
	if (access("/m", F_OK) < 0)
		OK(mkdir("/m", 0755));
	p9_cache_loose = LOOSE;
	return uk_vfs_mount("9p", "test", "/m");
}

/* The server's tree on /m: once in an image, in each test natively. */
static void mounted(void)
{
	fresh();
	if (!fs) {
		ck_assert_int_eq(try_mount(), 0);
		fs = uk_mounts->fs;
	}
	p9_reset();
}

/* Without what a cache keeps, client and server know at rest of one fid, the root's. */
static void at_rest(void)
{
	p9_names_forget(fs);
	ck_assert_uint_eq(fs->fids[0], 1);
	ck_assert_uint_eq(p9_fids(), 1);
}

/* What a program does, each with the type of request whose reply matters. 0, or -1 and errno.
 */
static int do_stat(void)
{
	struct stat st;

	return stat("/m/f", &st);
}

/* Close @fd and return @r; errno stays. */
static int closed(int fd, ssize_t r)
{
	int e = errno;

	if (fd >= 0)
		OK(close(fd));
	errno = e;
	return r < 0 ? -1 : 0;
}

static int do_read(void)
{
	char buf[64];
	int fd = open("/m/f", O_RDONLY);

	return fd < 0 ? -1 : closed(fd, read(fd, buf, sizeof(buf)));
}

static int do_write(void)
{
	int fd = open("/m/f", O_WRONLY);

	return fd < 0 ? -1 : closed(fd, write(fd, "bytes", 5));
}

static int do_sync(void)
{
	int fd = open("/m/f", O_WRONLY), r = 0;
	struct uk_file *f;

	if (fd < 0)
		return -1;
	f = uk_fd_get(fd);
	r = (int)uk_ret(f->ops->sync(f));
	uk_file_unref(f);
	return closed(fd, r);
}

static int do_fstat(void)
{
	int fd = open("/m/f", O_RDONLY);
	struct stat st;

	return fd < 0 ? -1 : closed(fd, fstat(fd, &st));
}

static int do_list(void)
{
	DIR *d = opendir("/m");
	int e;

	if (!d)
		return -1;
	errno = 0;
	while (readdir(d))
		;
	e = errno;
	OK(closedir(d));
	errno = e;
	return e ? -1 : 0;
}

static int do_create(void)
{
	int fd = open("/m/new", O_WRONLY | O_CREAT | O_EXCL, 0640);

	return fd < 0 ? -1 : closed(fd, 0);
}

static int do_mkdir(void)
{
	return mkdir("/m/new", 0755);
}

static int do_symlink(void)
{
	return symlink("target", "/m/new");
}

static int do_readlink(void)
{
	char buf[16];

	return readlink("/m/l", buf, sizeof(buf)) < 0 ? -1 : 0;
}

static int do_link(void)
{
	return link("/m/f", "/m/new");
}

static int do_rename(void)
{
	return rename("/m/f", "/m/new");
}

static int do_unlink(void)
{
	return unlink("/m/f");
}

static int do_rmdir(void)
{
	return rmdir("/m/d");
}

static int do_chmod(void)
{
	return chmod("/m/f", 0600);
}

static int do_statvfs(void)
{
	struct statvfs s;

	return statvfs("/m", &s);
}

static const struct {
	const char *name;
	int (*run)(void);
	unsigned type;
} ops[] = {
	{ "walk", do_stat, P9_WALK },		{ "getattr", do_stat, P9_GETATTR },
	{ "lopen", do_read, P9_LOPEN },		{ "read", do_read, P9_READ },
	{ "write", do_write, P9_WRITE },	{ "fsync", do_sync, P9_FSYNC },
	{ "fstat", do_fstat, P9_GETATTR },	{ "clone", do_list, P9_WALK },
	{ "opendir", do_list, P9_LOPEN },	{ "readdir", do_list, P9_READDIR },
	{ "lcreate", do_create, P9_LCREATE },	{ "mkdir", do_mkdir, P9_MKDIR },
	{ "symlink", do_symlink, P9_SYMLINK },	{ "readlink", do_readlink, P9_READLINK },
	{ "link", do_link, P9_LINK },		{ "renameat", do_rename, P9_RENAMEAT },
	{ "unlinkat", do_unlink, P9_UNLINKAT }, { "rmdir", do_rmdir, P9_UNLINKAT },
	{ "setattr", do_chmod, P9_SETATTR },	{ "statfs", do_statvfs, P9_STATFS },
};
#define NOPS (sizeof(ops) / sizeof(ops[0]))

/* Operation @i with its reply spoilt so fails with @error, and leaves nothing. */
static void spoilt(size_t i, struct p9_harm_spec harm, int error)
{
	int r, e;

	p9_reset();
	harm.type = ops[i].type;
	p9_harm = harm;
	errno = 0;
	r = ops[i].run();
	e = errno;
	p9_names_forget(fs);
	ck_assert_msg(r == -1 && (error ? e == error : e != 0),
		      "%s, harm %d (%u): returned %d, errno %d", ops[i].name, harm.harm,
		      harm.arg, r, e);
	ck_assert_msg(p9_harm.harm == P9_NONE, "%s: no reply to spoil", ops[i].name);
	ck_assert_uint_eq(fs->fids[0], 1);
}

/* And when the server behaves again, so does the client. */
static void works(size_t i)
{
	p9_reset();
	ck_assert_msg(ops[i].run() == 0, "%s: errno %d", ops[i].name, errno);
	at_rest();
}

static unsigned reply_length(size_t i)
{
	p9_reset();
	p9_harm.type = ops[i].type;
	ck_assert_int_eq(ops[i].run(), 0);
	p9_names_forget(fs);
	return p9_last_len;
}

START_TEST(normal_operation)
{
	for (size_t i = 0; i < NOPS; i++) {
		mounted();
		works(i);
	}
}
END_TEST

START_TEST(what_comes_is_what_the_server_says)
{
	char buf[64];
	struct statvfs s;
	struct dirent *e;
	struct stat st;
	char names[64] = "";
	int fd;
	DIR *d;

	mounted();
	st = stat_of("/m/f");
	ck_assert_int_eq(st.st_mode, S_IFREG | 0644);
	ck_assert(st.st_size == 20 && st.st_uid == 7 && st.st_gid == 8 && st.st_ino == 2);
	ck_assert(st.st_atim.tv_sec == 1000 && st.st_mtim.tv_nsec == 1003 &&
		  st.st_ctim.tv_sec == 1004);
	ck_assert(S_ISLNK(stat_of("/m/l").st_mode));
	holds("/m/f", "0123456789abcdefghij");
	holds("/m/l", "0123456789abcdefghij");
	holds("/m/d/../f", "0123456789abcdefghij");
	fd = open("/m/f", O_RDWR);
	ck_assert_int_eq(pread(fd, buf, 5, 8), 5);
	ck_assert(memcmp(buf, "89abc", 5) == 0);
	ck_assert_int_eq(pread(fd, buf, 5, 20), 0);
	OK(close(fd));
	d = opendir("/m");
	while ((e = readdir(d))) {
		strcat(names, e->d_name);
		strcat(names, " ");
	}
	OK(closedir(d));
	ck_assert_str_eq(names, ". .. f d l ");
	OK(statvfs("/m", &s));
	ck_assert(s.f_bsize == 512 && s.f_blocks == 1 && s.f_files == 4 && s.f_namemax == 255);
	FAILS(open("/m/none", O_RDONLY), ENOENT);
	FAILS(open("/m/f", O_WRONLY | O_CREAT | O_EXCL, 0644), EEXIST);
	fd = open("/m/f", O_RDWR | O_TRUNC | O_APPEND);
	ck_assert_uint_eq(p9_seen_flags, 01000 | 2);
	OK(close(fd));
	OK(chown("/m/f", 1, (gid_t)-1));
	ck_assert_uint_eq(p9_seen_valid, 2);
	OK(truncate("/m/f", 3));
	ck_assert_uint_eq(p9_seen_valid, 8);
	at_rest();
}
END_TEST

START_TEST(many_small_messages)
{
	char buf[64] = "";
	int fd;

	mounted();
	p9_limit = 3;
	fd = open("/m/f", O_RDWR);
	ck_assert_int_eq(read(fd, buf, sizeof(buf)), 20);
	ck_assert_str_eq(buf, "0123456789abcdefghij");
	ck_assert_int_eq(write(fd, buf, 20), 20);
	OK(close(fd));
	at_rest();
}
END_TEST

START_TEST(replies_cut_or_too_long)
{
	mounted();
	for (size_t i = 0; i < NOPS; i++) {
		unsigned len = reply_length(i);

		for (unsigned n = 0; n < len; n++) {
			spoilt(i, (struct p9_harm_spec){ .harm = P9_CUT, .arg = n }, EPROTO);
			spoilt(i, (struct p9_harm_spec){ .harm = P9_SHORT, .arg = n }, EPROTO);
		}
		for (unsigned n = 1; n < 30; n++)
			spoilt(i, (struct p9_harm_spec){ .harm = P9_LONG, .arg = n }, EPROTO);
		works(i);
	}
}
END_TEST

START_TEST(headers_that_do_not_fit)
{
	mounted();
	for (size_t i = 0; i < NOPS; i++) {
		unsigned len = reply_length(i), t = ops[i].type;
		const uint32_t sizes[] = { 0,	    6,	  7 - (len == 7), len - 1,
					   len + 1, 8192, 8193,		  UINT32_MAX };
		const uint32_t types[] = { 0, 6, t, t - 1, t + 2, t + 3, 101, 255 };
		const uint32_t tags[] = { 1, 0x100, 0x8000, 0xffff };

		for (size_t k = 0; k < sizeof(sizes) / sizeof(sizes[0]); k++)
			spoilt(i, (struct p9_harm_spec){ .harm = P9_SIZE, .arg = sizes[k] },
			       EPROTO);
		for (size_t k = 0; k < sizeof(types) / sizeof(types[0]); k++)
			spoilt(i, (struct p9_harm_spec){ .harm = P9_TYPE, .arg = types[k] },
			       EPROTO);
		for (size_t k = 0; k < sizeof(tags) / sizeof(tags[0]); k++)
			spoilt(i, (struct p9_harm_spec){ .harm = P9_TAG, .arg = tags[k] },
			       EPROTO);
		/* A reply's body in an error's clothes. */
		spoilt(i, (struct p9_harm_spec){ .harm = P9_TYPE, .arg = P9_LERROR }, 0);
		works(i);
	}
}
END_TEST

#define BYTES(offset, text) \
	.harm = P9_BYTES, .arg = 7 + (offset), .with = (text), .len = sizeof(text) - 1

/* Values that a field may not have. Offsets from behind the header. */
static const struct {
	const char *op;
	struct p9_harm_spec harm;
} values[] = {
	{ "walk", { BYTES(0, "\0\0") } }, /* no qid, but there is one */
	{ "walk", { BYTES(0, "\2\0") } }, /* two where one was asked for */
	{ "walk", { BYTES(0, "\xff\xff") } },
	{ "clone", { BYTES(0, "\1\0") } },		    /* one where none was */
	{ "getattr", { BYTES(49, "\0\0\0\0\0\0\0\x80") } }, /* size */
	{ "read", { BYTES(0, "\x41\0\0\0") } },		    /* more than asked for: 65 */
	{ "read", { BYTES(0, "\x15\0\0\0") } },		    /* more than there is */
	{ "read", { BYTES(0, "\x13\0\0\0") } },		    /* less */
	{ "read", { BYTES(0, "\xff\xff\xff\xff") } },
	{ "write", { BYTES(0, "\0\0\0\0") } },
	{ "write", { BYTES(0, "\6\0\0\0") } }, /* more than was sent */
	{ "write", { BYTES(0, "\xff\xff\xff\xff") } },
	{ "lcreate", { BYTES(0, "\x80") } }, /* a directory */
	{ "lcreate", { BYTES(0, "\x02") } }, /* a link */
	{ "readlink", { BYTES(0, "\2\0") } },
	{ "readlink", { BYTES(0, "\0\0") } },
	{ "readlink", { BYTES(2, "\0") } },
	{ "readdir", { BYTES(0, "\xff\xff\0\0") } },
	{ "readdir", { BYTES(0, "\1\0\0\0") } },
	{ "readdir", { BYTES(4 + 13, "\0\0\0\0\0\0\0\0") } }, /* position: the start again */
	{ "readdir", { BYTES(4 + 13, "\xff\xff\xff\xff\xff\xff\xff\xff") } }, /* negative */
	{ "readdir", { BYTES(4 + 22, "\0\0") } },			      /* no name */
	{ "readdir", { BYTES(4 + 22, "\xff\xff") } },
	{ "readdir", { BYTES(4 + 22, "\0\1") } }, /* 256 bytes */
	{ "readdir", { BYTES(4 + 24, "/") } },
	{ "readdir", { BYTES(4 + 24, "\0") } },
};

START_TEST(fields_that_cannot_be)
{
	mounted();
	for (size_t k = 0; k < sizeof(values) / sizeof(values[0]); k++) {
		size_t i = 0;

		while (strcmp(ops[i].name, values[k].op) != 0)
			i++;
		/* No qid for a name is how a server says that it is not there. */
		spoilt(i, values[k].harm, EPROTO);
		works(i);
	}
}
END_TEST

START_TEST(each_byte_changed)
{
	static const char with[] = { 0, 1, 0x7f, (char)0x80, (char)0xff };

	/* Whatever it means: it ends, and leaves nothing. */
	mounted();
	for (size_t i = 0; i < NOPS; i++) {
		unsigned len = reply_length(i);

		for (unsigned at = 0; at < len; at++) {
			for (size_t k = 0; k < sizeof(with); k++) {
				p9_reset();
				p9_harm = (struct p9_harm_spec){ .type = ops[i].type,
								 .harm = P9_BYTES,
								 .arg = at,
								 .with = with + k,
								 .len = 1 };
				ops[i].run();
				p9_names_forget(fs);
				ck_assert_uint_eq(fs->fids[0], 1);
			}
		}
		works(i);
	}
}
END_TEST

START_TEST(errors_reach_the_caller)
{
	static const struct {
		uint32_t linux_number;
		int error;
	} errors[] = { { 1, EPERM },	   { 5, EIO },	       { 13, EACCES },
		       { 28, ENOSPC },	   { 30, EROFS },      { 36, ENAMETOOLONG },
		       { 38, ENOSYS },	   { 39, ENOTEMPTY },  { 40, ELOOP },
		       { 61, ENODATA },	   { 75, EOVERFLOW },  { 95, EOPNOTSUPP },
		       { 110, ETIMEDOUT }, { 116, ESTALE },    { 0, EIO },
		       { 9999, EIO },	   { UINT32_MAX, EIO } };

	mounted();
	for (size_t i = 0; i < NOPS; i++) {
		for (size_t k = 0; k < sizeof(errors) / sizeof(errors[0]); k++)
			spoilt(i,
			       (struct p9_harm_spec){ .harm = P9_ERROR,
						      .arg = errors[k].linux_number },
			       errors[k].error);
		spoilt(i, (struct p9_harm_spec){ .harm = P9_TRANSPORT, .arg = EIO }, EIO);
		works(i);
	}
}
END_TEST

START_TEST(one_mount_a_session)
{
	mounted();
	ck_assert_int_eq(uk_vfs_mount("9p", "test", "/m/d"), -EBUSY);
	holds("/m/f", "0123456789abcdefghij");
	at_rest();
}
END_TEST

START_TEST(a_server_that_dies)
{
	char buf[8];
	DIR *d;
	int fd;

	mounted();
	fd = open("/m/f", O_RDWR);
	d = opendir("/m");
	ck_assert(fd >= 0 && d);
	p9_dead = true;
	for (size_t i = 0; i < NOPS; i++) {
		unsigned before = p9_calls;
		int r, e;

		p9_names_forget(fs);
		r = ops[i].run();
		e = errno;
		ck_assert_msg(r == -1 && e == EIO, "%s: returned %d, errno %d", ops[i].name, r,
			      e);
		ck_assert_uint_lt(p9_calls - before, 8);
	}
	FAILS(read(fd, buf, 8), EIO);
	FAILS(write(fd, buf, 8), EIO);
	FAILS(lseek(fd, 0, SEEK_END), EIO);
	NO(readdir(d), EIO);
	OK(closedir(d));
	OK(close(fd));
	p9_names_forget(fs);
	ck_assert_uint_eq(fs->fids[0], 1);
	/* It comes back: so does the tree. */
	p9_reset();
	holds("/m/f", "0123456789abcdefghij");
	at_rest();
}
END_TEST

START_TEST(working_directory_renamed_and_removed)
{
	char buf[64];

	/* Each lookup makes a vnode: what is renamed is another one than where we are. */
	mounted();
	OK(chdir("/m/d"));
	ck_assert_str_eq(getcwd(buf, sizeof(buf)), "/m/d");
	OK(rename("/m/d", "/m/new"));
	ck_assert_str_eq(getcwd(buf, sizeof(buf)), "/m/new");
	OK(chdir("/"));
	at_rest();
	p9_reset();
	OK(chdir("/m/d"));
	OK(rmdir("../d"));
	NO(getcwd(buf, sizeof(buf)), ENOENT);
	OK(chdir("/"));
	at_rest();
}
END_TEST

#ifdef UK_NATIVE_TEST
static void no_mount(struct p9_harm_spec harm, int error)
{
	long live = fake_live;

	p9_harm = harm;
	ck_assert_int_eq(try_mount(), -error);
	ck_assert_int_eq(fake_live, live);
	ck_assert_int_eq(fake_locks, 0);
}

START_TEST(mounts_that_are_refused)
{
	static const unsigned types[] = { P9_VERSION, P9_ATTACH };
	static const unsigned lengths[] = { 21, 20 };

	fresh();
	OK(mkdir("/m", 0755));
	ck_assert_int_eq(uk_vfs_mount("9p", "nobody", "/m"), -ENODEV);
	for (int k = 0; k < 2; k++) {
		unsigned t = types[k];

		for (unsigned n = 0; n < lengths[k]; n++) {
			no_mount((struct p9_harm_spec){ t, P9_CUT, n, NULL, 0 }, EPROTO);
			no_mount((struct p9_harm_spec){ t, P9_SHORT, n, NULL, 0 }, EPROTO);
		}
		no_mount((struct p9_harm_spec){ t, P9_LONG, 1, NULL, 0 }, EPROTO);
		no_mount((struct p9_harm_spec){ t, P9_TYPE, 0, NULL, 0 }, EPROTO);
		no_mount((struct p9_harm_spec){ t, P9_TAG, 5, NULL, 0 }, EPROTO);
		no_mount((struct p9_harm_spec){ t, P9_ERROR, 13, NULL, 0 }, EACCES);
		no_mount((struct p9_harm_spec){ t, P9_TRANSPORT, EIO, NULL, 0 }, EIO);
	}
	/* No 9P2000.L, not even 9P, messages that are too small or larger than offered. */
	no_mount((struct p9_harm_spec){ P9_VERSION, P9_BYTES, 20, "u", 1 }, EPROTONOSUPPORT);
	no_mount((struct p9_harm_spec){ P9_VERSION, P9_BYTES, 13, "unknown.", 8 },
		 EPROTONOSUPPORT);
	no_mount((struct p9_harm_spec){ P9_VERSION, P9_BYTES, 7, "\xff\x0f\0\0", 4 }, EPROTO);
	no_mount((struct p9_harm_spec){ P9_VERSION, P9_BYTES, 7, "\x01\x20\0\0", 4 }, EPROTO);
	no_mount((struct p9_harm_spec){ P9_ATTACH, P9_BYTES, 7, "\0", 1 }, ENOTDIR);
	/* And one that is taken, though smaller. */
	p9_offer_msize = 4096;
	ck_assert_int_eq(try_mount(), 0);
	holds("/m/f", "0123456789abcdefghij");
}
END_TEST

START_TEST(each_allocation_fails_in_turn)
{
	long live;
	int failures = 0, r;

	fresh();
	r = try_mount();
	ck_assert_int_eq(r, 0);
	fs = uk_mounts->fs;
	for (size_t i = 0; i < NOPS; i++) {
		for (long left = 0;; left++) {
			p9_names_forget(fs);
			p9_reset();
			live = fake_live;
			errno = 0;
			fake_left = left;
			r = ops[i].run();
			fake_left = -1;
			p9_names_forget(fs);
			ck_assert_int_eq(fake_live, live);
			ck_assert_uint_eq(fs->fids[0], 1);
			if (r == 0)
				break;
			failures++;
			ck_assert_msg(errno == ENOMEM, "%s: errno %d", ops[i].name, errno);
			ck_assert_int_lt(left, 20);
		}
		at_rest();
	}
	ck_assert_int_gt(failures, 20);
}
END_TEST

START_TEST(a_mount_without_memory)
{
	long live, left;
	int r = -1;

	fresh();
	OK(mkdir("/m", 0755));
	for (left = 0; r < 0; left++) {
		live = fake_live;
		fake_left = left;
		r = try_mount();
		fake_left = -1;
		if (r < 0) {
			ck_assert_int_eq(r, -ENOMEM);
			ck_assert_int_eq(fake_live, live);
		}
		ck_assert_int_lt(left, 20);
	}
	holds("/m/f", "0123456789abcdefghij");
}
END_TEST
#define NATIVE_TESTS \
	, mounts_that_are_refused, each_allocation_fails_in_turn, a_mount_without_memory
#else
#define NATIVE_TESTS
#endif

SUITE(NAME, normal_operation, what_comes_is_what_the_server_says, many_small_messages,
      replies_cut_or_too_long, headers_that_do_not_fit, fields_that_cannot_be,
      each_byte_changed, errors_reach_the_caller, one_mount_a_session, a_server_that_dies,
      working_directory_renamed_and_removed NATIVE_TESTS)
