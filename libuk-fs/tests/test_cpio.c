/* SPDX-License-Identifier: BSD-3-Clause */
/* cpio archives: the reader, and the tree that libuk-fs-initrd makes of them. */
#include "archive_suite.h"

#define HEADER 110

/* What an entry has besides name and bytes. */
struct meta {
	unsigned ino, mode, uid, gid, nlink, mtime, devmajor, devminor, check;
	const char *magic;
};

static void align(void)
{
	len = (len + 3) & ~(size_t)3;
}

static void entry(const char *name, const char *data, struct meta m)
{
	size_t size = data ? strlen(data) : 0, n = strlen(name) + 1;

	align();
	sprintf(ar + len, "%s%08x%08X%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x",
		m.magic ? m.magic : "070701", m.ino, m.mode, m.uid, m.gid,
		m.nlink ? m.nlink : 1, m.mtime, (unsigned)size, m.devmajor, m.devminor, 0u, 0u,
		(unsigned)n, m.check);
	memcpy(ar + len + HEADER, name, n);
	len += HEADER + n;
	align();
	if (data)
		memcpy(ar + len, data, size);
	len += size;
}

static void regular(const char *name, const char *data)
{
	entry(name, data, (struct meta){ .mode = S_IFREG | 0644 });
}

static void trailer(void)
{
	entry("TRAILER!!!", NULL, (struct meta){ 0 });
	align();
}

static int entries(const char *p, size_t n, const char **why)
{
	return entries_by(uk_cpio_next, p, n, why);
}

START_TEST(fields_of_an_entry)
{
	struct archive a;
	struct archive_entry e;

	begin();
	entry("dir/name", "bytes",
	      (struct meta){ .ino = 0xabcdef,
			     .mode = S_IFREG | 0751,
			     .uid = 1,
			     .gid = 2,
			     .nlink = 3,
			     .mtime = 0x60000000 });
	trailer();
	a = (struct archive){ .p = ar, .len = len };
	ck_assert_int_eq(uk_cpio_next(&a, &e), 1);
	ck_assert_str_eq(e.name, "dir/name");
	ck_assert_int_eq(e.size, 5);
	ck_assert(memcmp(e.data, "bytes", 5) == 0);
	ck_assert(e.ino == 0xabcdef && e.mode == (S_IFREG | 0751) && e.uid == 1 && e.gid == 2);
	ck_assert(e.nlink == 3 && e.mtime.tv_sec == 0x60000000);
	while (uk_cpio_next(&a, &e) > 0)
		;
	ck_assert_int_eq(a.at, len);
	free(ar);
}
END_TEST

START_TEST(padding_between_and_behind)
{
	const char *why;

	begin();
	regular("a", "1");
	align();
	len += 8; /* more than is needed */
	regular("bc", "22");
	trailer();
	len += 512 - len % 512; /* blocks, as cpio writes them */
	regular("next", "archive");
	trailer();
	len += 1; /* an odd end */
	ck_assert_int_eq(entries(ar, len, &why), 3);
	ck_assert_int_eq(entries(ar, 0, &why), 0);
	free(ar);
	begin();
	len = 7; /* zeros alone */
	ck_assert_int_eq(entries(ar, len, &why), 0);
	free(ar);
}
END_TEST

/* Where in a header the fields are, and what in them is refused with which message. */
static const struct {
	size_t at;
	const char *with, *why;
} faults[] = {
	{ 0, "070707", "no header of format newc" },	   /* the old ASCII format */
	{ 0, "\xc7\x71", "no header of format newc" },	   /* the old binary format */
	{ 0, "\x1f\x8b\x08", "no header of format newc" }, /* compressed */
	{ 5, "3", "no header of format newc" },
	{ 6, "0000000g", "a header field is no number" }, /* each of the thirteen */
	{ 14, "0x000000", "a header field is no number" },
	{ 22, "-0000001", "a header field is no number" },
	{ 30, " 0000001", "a header field is no number" },
	{ 38, "0000000/", "a header field is no number" },
	{ 46, "0000000:", "a header field is no number" },
	{ 54, "0000000@", "a header field is no number" },
	{ 62, "0000000G", "a header field is no number" },
	{ 70, "0000000`", "a header field is no number" },
	{ 78,
	  "000\x80"
	  "0000",
	  "a header field is no number" },
	{ 86, "+0000000", "a header field is no number" },
	{ 94, "0000000.", "a header field is no number" },
	{ 102, "0000000 ", "a header field is no number" },
	{ 54, "ffffffff", "it ends within a file" },
	{ 54, "7fffffff", "it ends within a file" },
	{ 54, "00001000", "it ends within a file" },
	{ 94, "00000000", "bad length of a name" },
	{ 94, "ffffffff", "bad length of a name" },
	{ 94, "00001001", "bad length of a name" },
	{ 94, "00000003", "bad length of a name" }, /* not where it ends */
	{ 94, "00000006", "bad length of a name" },
};

START_TEST(each_fault_is_refused_with_its_message)
{
	const char *why;
	char *bad;
	size_t second;

	begin();
	regular("a", "1");
	align();
	second = len;
	regular("name", "bytes");
	trailer();
	ck_assert_int_eq(entries(ar, len, &why), 2);
	bad = malloc(len);
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		memcpy(bad, ar, len);
		memcpy(bad + second + faults[i].at, faults[i].with, strlen(faults[i].with));
		ck_assert_msg(entries(bad, len, &why) == -1 && strcmp(why, faults[i].why) == 0,
			      "%s at %zu: %s", faults[i].with, faults[i].at, why);
	}
	free(bad);
	free(ar);
}
END_TEST

START_TEST(cut_at_each_byte)
{
	const char *why;
	size_t one, two, end;

	begin();
	regular("a.txt", "some bytes");
	one = len;
	align();
	entry("l", "a.txt", (struct meta){ .mode = S_IFLNK | 0777 });
	two = len;
	align();
	end = len;
	trailer();
	for (size_t n = 0; n < len; n++) {
		int r = entries(ar, n, &why);

		/* Whole entries, or padding behind them, or refused. */
		if (n == 0)
			ck_assert_int_eq(r, 0);
		else if (n >= one && n <= ((one + 3) & ~(size_t)3))
			ck_assert_int_eq(r, 1);
		else if ((n >= two && n <= end) || n >= end + HEADER + 11)
			ck_assert_int_eq(r, 2);
		else
			ck_assert_msg(r == -1, "%zu of %zu bytes: %d", n, len, r);
	}
	free(ar);
}
END_TEST

START_TEST(tree_of_an_archive)
{
	char buf[16];

	begin();
	entry(".", NULL, (struct meta){ .mode = S_IFDIR | 0700 });
	entry("dir", NULL, (struct meta){ .mode = S_IFDIR | 01770, .uid = 5, .gid = 6 });
	entry("./dir/file", "text", (struct meta){ .mode = S_IFREG | 04755, .mtime = 77 });
	regular("/abs/no/entry/of/its/own", "deep");
	entry("dir/link", "file", (struct meta){ .mode = S_IFLNK | 0777 });
	regular("empty", "");
	entry("null", NULL, (struct meta){ .mode = S_IFCHR | 0666 });
	entry("fifo", NULL, (struct meta){ .mode = S_IFIFO | 0666 });
	trailer();
	mounted();
	ck_assert_int_eq(stat_of("m/dir").st_mode, S_IFDIR | 01770);
	ck_assert(stat_of("m/dir").st_uid == 5 && stat_of("m/dir").st_gid == 6);
	ck_assert_int_eq(stat_of("m/dir/file").st_mode, S_IFREG | 04755);
	ck_assert_int_eq(stat_of("m/dir/file").st_mtime, 77);
	holds("m/dir/file", "text");
	holds("m/dir/link", "text");
	ck_assert_int_eq(readlink("m/dir/link", buf, sizeof(buf)), 4);
	holds("m/abs/no/entry/of/its/own", "deep");
	ck_assert_int_eq(stat_of("m/abs/no").st_mode, S_IFDIR | 0755);
	holds("m/empty", "");
	/* Devices are left out. */
	FAILS(access("m/null", F_OK), ENOENT);
	FAILS(access("m/fifo", F_OK), ENOENT);
}
END_TEST

static void named_file(const char *name, int c)
{
	(void)c;
	regular(name, name);
}

START_TEST(names_of_every_byte)
{
	begin();
	each_byte_in_a_name(named_file);
	trailer();
	mounted();
	each_byte_in_a_name(mounted_holds);
}
END_TEST

START_TEST(later_entries_win)
{
	begin();
	regular("f", "old");
	regular("f", "new");
	regular("x", "a file");
	entry("x", NULL, (struct meta){ .mode = S_IFDIR | 0755 });
	entry("l", "f", (struct meta){ .mode = S_IFLNK | 0777 });
	regular("l", "no link now");
	entry("d", NULL, (struct meta){ .mode = S_IFDIR | 0700 });
	regular("d/f", "kept");
	entry("d", NULL, (struct meta){ .mode = S_IFDIR | 0750 });
	trailer();
	mounted();
	holds("m/f", "new");
	ck_assert(S_ISDIR(stat_of("m/x").st_mode));
	holds("m/l", "no link now");
	holds("m/d/f", "kept");
	ck_assert_int_eq(stat_of("m/d").st_mode, S_IFDIR | 0750);
}
END_TEST

START_TEST(hard_links)
{
	struct meta a = { .ino = 1, .mode = S_IFREG | 0644, .nlink = 3 };
	struct meta b = { .ino = 2, .mode = S_IFREG | 0644, .nlink = 2 };

	begin();
	/* As cpio writes them: the bytes come with the last name. */
	entry("a1", NULL, a);
	entry("b1", NULL, b);
	entry("a2", NULL, a);
	entry("b2", "of b", b);
	entry("a3", "of a", a);
	trailer();
	mounted();
	holds("m/a1", "of a");
	holds("m/a2", "of a");
	holds("m/a3", "of a");
	holds("m/b1", "of b");
	ck_assert_int_eq(stat_of("m/a1").st_nlink, 3);
	ck_assert_int_eq(stat_of("m/b2").st_nlink, 2);
	ck_assert_int_eq(stat_of("m/a1").st_ino, stat_of("m/a3").st_ino);
	put("m/a2", "changed");
	holds("m/a3", "changed");
}
END_TEST

START_TEST(numbers_of_files_are_a_device_s_and_an_archive_s)
{
	struct meta m = { .ino = 1, .mode = S_IFREG | 0644, .nlink = 2 };

	begin();
	entry("a", "on device 0", m);
	m.devminor = 1;
	entry("b", "on device 1", m);
	m.devmajor = 1;
	entry("c", "on device 1:1", m);
	m.devminor = m.devmajor = 0;
	trailer();
	entry("d", "in another archive", m);
	entry("e", NULL, m);
	trailer();
	mounted();
	holds("m/a", "on device 0");
	holds("m/b", "on device 1");
	holds("m/c", "on device 1:1");
	holds("m/d", "in another archive");
	holds("m/e", "in another archive");
	ck_assert_int_eq(stat_of("m/a").st_nlink, 1);
	ck_assert_int_eq(stat_of("m/e").st_nlink, 2);
}
END_TEST

START_TEST(checksums)
{
	struct meta m = { .mode = S_IFREG | 0644,
			  .check = 'a' + 'b' + 0xff,
			  .magic = "070702" };
	const char *why;

	begin();
	entry("f", "ab\xff", m);
	trailer();
	ck_assert_int_eq(entries(ar, len, &why), 1);
	*place("ab\xff") = 'x';
	ck_assert_int_eq(entries(ar, len, &why), -1);
	ck_assert_str_eq(why, "the checksum of a file is wrong");
	free(ar);
	begin();
	m.check++;
	entry("f", "ab\xff", m);
	trailer();
	ck_assert_int_eq(entries(ar, len, &why), -1);
	/* Without the format's number the field means nothing. */
	ar[5] = '1';
	ck_assert_int_eq(entries(ar, len, &why), 1);
	free(ar);
}
END_TEST

START_TEST(files_are_copied_when_written_to)
{
	int fd;
	char before[5];

	begin();
	regular("f", "text");
	regular("g", "longer text");
	trailer();
	mounted();
	memcpy(before, place("text"), 5);
	fd = open("m/f", O_RDWR);
	ck_assert_int_eq(pwrite(fd, "T", 1, 0), 1);
	OK(close(fd));
	holds("m/f", "Text");
	ck_assert(memcmp(place("text"), before, 5) == 0);
	OK(truncate("m/g", 6));
	holds("m/g", "longer");
	put("m/f", "other");
	holds("m/f", "other");
}
END_TEST

START_TEST(names_that_lead_out_are_left_out)
{
	fresh();
	put("outside", "safe");
	begin();
	regular("../outside", "evil");
	regular("d/../../outside", "evil");
	entry("out", "..", (struct meta){ .mode = S_IFLNK | 0777 });
	regular("out/outside", "evil"); /* through a link of its own */
	regular("f", "fine");
	regular("f/below", "a file is no directory");
	entry("badlink", NULL, (struct meta){ .mode = S_IFLNK | 0777 });
	regular("", "no name");
	regular("..", "evil");
	trailer();
	mounted();
	holds("m/f", "fine");
	FAILS(access("m/outside", F_OK), ENOENT);
	FAILS(access("outside", F_OK), ENOENT);
	FAILS(readlink("m/badlink", ar, 1), ENOENT);
#ifdef UK_NATIVE_TEST
	ck_assert_ptr_nonnull(strstr(fake_log, "initrd: the boot module: ../outside: error"));
	ck_assert_ptr_nonnull(strstr(fake_log, "out/outside: error"));
	ck_assert_ptr_nonnull(strstr(fake_log, "f/below: error"));
	ck_assert_ptr_nonnull(strstr(fake_log, "badlink: error"));
#endif
}
END_TEST

START_TEST(malformed_archive_leaves_nothing)
{
	char message[100];

	begin();
	regular("f", "fine");
	regular("g", "to be spoilt");
	trailer();
	memcpy(place("TRAILER") - HEADER, "07070x", 6);
	snprintf(message, sizeof(message),
		 "initrd: the boot module is not used: at byte %d: %s",
		 (int)(place("07070x") - ar), "no header of format newc");
	mounted();
	FAILS(access("m/f", F_OK), ENOENT);
#ifdef UK_NATIVE_TEST
	ck_assert_ptr_nonnull(strstr(fake_log, message));
#endif
}
END_TEST

#ifdef UK_NATIVE_TEST
START_TEST(without_memory_it_is_reported)
{
	long live, left;
	int r;
	static struct uk_boot with;

	begin();
	regular("d/f", "text");
	entry("l", "d/f", (struct meta){ .mode = S_IFLNK | 0777 });
	entry("h1", NULL, (struct meta){ .ino = 9, .mode = S_IFREG | 0644, .nlink = 2 });
	entry("h2", "h", (struct meta){ .ino = 9, .mode = S_IFREG | 0644, .nlink = 2 });
	trailer();
	fresh();
	OK(mkdir("m", 0755));
	with.module = ar;
	with.module_len = len;
	uk_boot_info = &with;
	for (left = 0;; left++) {
		live = fake_live;
		fake_log[0] = '\0';
		fake_left = left;
		r = uk_vfs_mount("initrd", "", "/test-1/m");
		fake_left = -1;
		if (r == 0 && !fake_log[0])
			break;
		/* Not mounted and nothing kept, or mounted and the log says what is missing. */
		if (r < 0)
			ck_assert_int_eq(fake_live, live);
		else
			ck_assert(strstr(fake_log, "error 28") ||
				  strstr(fake_log, "no memory"));
		ck_assert_int_lt(left, 100);
	}
	ck_assert_int_gt(left, 8);
	holds("m/h1", "h");
}
END_TEST
#define NATIVE_TESTS , without_memory_it_is_reported
#else
#define NATIVE_TESTS
#endif

SUITE("cpio", fields_of_an_entry, padding_between_and_behind,
      each_fault_is_refused_with_its_message, cut_at_each_byte, tree_of_an_archive,
      names_of_every_byte, later_entries_win, hard_links,
      numbers_of_files_are_a_device_s_and_an_archive_s, checksums,
      files_are_copied_when_written_to, names_that_lead_out_are_left_out,
      malformed_archive_leaves_nothing NATIVE_TESTS)
