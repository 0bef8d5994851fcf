/* SPDX-License-Identifier: BSD-3-Clause */
/* tar archives: the reader, and the tree that libuk-fs-initrd makes of them. */
#include "archive_suite.h"

#define BLOCK 512

/* What an entry has besides name and bytes; what is 0 is as usual. */
struct meta {
	char kind;
	unsigned mode, uid, gid, mtime;
	const char *link, *prefix, *magic;
};

/* Where the header at @at has its sum: eight bytes at 148. */
static void sum(size_t at)
{
	unsigned n = 0;

	memset(ar + at + 148, ' ', 8);
	for (size_t i = 0; i < BLOCK; i++)
		n += (unsigned char)ar[at + i];
	snprintf(ar + at + 148, 8, "%06o", n);
}

/* Add an entry of these bytes; where its header is. */
static size_t bytes(const char *name, const char *data, size_t size, struct meta m)
{
	size_t at = len;
	char *h = ar + at;

	strncpy(h, name, 100);
	snprintf(h + 100, 8, "%07o", (m.mode ? m.mode : 0644) & 07777777);
	snprintf(h + 108, 8, "%07o", m.uid & 07777777);
	snprintf(h + 116, 8, "%07o", m.gid & 07777777);
	snprintf(h + 124, 12, "%011llo", (unsigned long long)size & 077777777777);
	snprintf(h + 136, 12, "%011o", m.mtime);
	h[156] = m.kind ? m.kind : '0';
	if (m.link)
		strncpy(h + 157, m.link, 100);
	memcpy(h + 257, m.magic ? m.magic : "ustar\00000", 8);
	if (m.prefix)
		strncpy(h + 345, m.prefix, 155);
	sum(at);
	memcpy(h + BLOCK, data, size);
	len += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
	return at;
}

static size_t entry(const char *name, const char *data, struct meta m)
{
	return bytes(name, data ? data : "", data ? strlen(data) : 0, m);
}

static size_t regular(const char *name, const char *data)
{
	return entry(name, data, (struct meta){ 0 });
}

/* As before POSIX, where directories end in a slash. */
static void of_no_kind(size_t at)
{
	ar[at + 156] = '\0';
	sum(at);
}

/* A pax header of one record, or of what @text says. */
static void pax(const char *text)
{
	entry("PaxHeaders/x", text, (struct meta){ .kind = 'x' });
}

static void pax_record(const char *key, const char *value)
{
	char line[5000];
	size_t body = strlen(key) + strlen(value) + 3, n = body + 1;

	/* The number of digits counts, too. */
	while (n != body + (size_t)snprintf(NULL, 0, "%zu", n))
		n++;
	snprintf(line, sizeof(line), "%zu %s=%s\n", n, key, value);
	ck_assert_int_eq(strlen(line), n);
	pax(line);
}

static void finish(void)
{
	len += 2 * BLOCK;
}

static int entries(const char *p, size_t n, const char **why)
{
	struct archive a = { .p = p, .len = n };

	ck_assert(n < BLOCK || uk_tar_begins(&a));
	return entries_by(uk_tar_next, p, n, why);
}

/* That the archive is refused with this message. */
static void refused(const char *message)
{
	const char *why;
	int r = entries(ar, len, &why);

	ck_assert_msg(r == -1 && strcmp(why, message) == 0, "%d: %s, not %s", r, why, message);
	free(ar);
}

START_TEST(fields_of_an_entry)
{
	struct archive a;
	struct archive_entry e;

	begin();
	entry("dir/name", "bytes",
	      (struct meta){ .mode = 0100751, .uid = 1, .gid = 2, .mtime = 0x60000000 });
	finish();
	a = (struct archive){ .p = ar, .len = len };
	ck_assert_int_eq(uk_tar_next(&a, &e), 1);
	ck_assert_str_eq(e.name, "dir/name");
	ck_assert_int_eq(e.size, 5);
	/* In place. */
	ck_assert_ptr_eq(e.data, ar + BLOCK);
	ck_assert(e.mode == (S_IFREG | 0751) && e.uid == 1 && e.gid == 2);
	ck_assert(e.mtime.tv_sec == 0x60000000 && !e.same_as);
	ck_assert_int_eq(uk_tar_next(&a, &e), 0);
	free(ar);
}
END_TEST

START_TEST(tree_of_an_archive)
{
	char buf[16];

	begin();
	entry("./", NULL, (struct meta){ .kind = '5', .mode = 0700 });
	entry("dir/", NULL, (struct meta){ .kind = '5', .mode = 01770, .uid = 5, .gid = 6 });
	entry("./dir/file", "text", (struct meta){ .mode = 04755, .mtime = 77 });
	regular("/abs/no/entry/of/its/own", "deep");
	entry("dir/link", NULL, (struct meta){ .kind = '2', .link = "file" });
	regular("empty", "");
	of_no_kind(entry("old", "before POSIX", (struct meta){ .magic = "ustar  " }));
	of_no_kind(entry("olddir/", NULL, (struct meta){ 0 }));
	entry("contiguous", "a file", (struct meta){ .kind = '7' });
	entry("null", NULL, (struct meta){ .kind = '3' });
	entry("disk", NULL, (struct meta){ .kind = '4' });
	entry("fifo", NULL, (struct meta){ .kind = '6' });
	entry("the volume's label", NULL, (struct meta){ .kind = 'V' });
	finish();
	mounted();
	ck_assert_int_eq(stat_of("m/dir").st_mode, S_IFDIR | 01770);
	ck_assert(stat_of("m/dir").st_uid == 5 && stat_of("m/dir").st_gid == 6);
	ck_assert_int_eq(stat_of("m/dir/file").st_mode, S_IFREG | 04755);
	ck_assert_int_eq(stat_of("m/dir/file").st_mtime, 77);
	holds("m/dir/file", "text");
	holds("m/dir/link", "text");
	ck_assert_int_eq(readlink("m/dir/link", buf, sizeof(buf)), 4);
	holds("m/abs/no/entry/of/its/own", "deep");
	holds("m/empty", "");
	holds("m/old", "before POSIX");
	ck_assert(S_ISDIR(stat_of("m/olddir").st_mode));
	holds("m/contiguous", "a file");
	FAILS(access("m/null", F_OK), ENOENT);
	FAILS(access("m/disk", F_OK), ENOENT);
	FAILS(access("m/fifo", F_OK), ENOENT);
	FAILS(access("m/the volume's label", F_OK), ENOENT);
}
END_TEST

/* A name of @n bytes in directories of ten, of its own by @last. */
static const char *long_name(size_t n, char last)
{
	static char name[5000];

	for (size_t i = 0; i < n; i++)
		name[i] = i % 10 == 9 ? '/' : (char)('a' + i % 26);
	name[0] = name[n - 1] = last;
	name[n] = '\0';
	return name;
}

/* The file @name below "m", from there as the path may be longer than a program's. */
static void holds_below(const char *name, const char *text)
{
	char here[5100];

	snprintf(here, sizeof(here), "m/%s", name);
	holds(here, text);
}

START_TEST(long_names)
{
	char name[5000], full[100 + 1];

	begin();
	/* All hundred bytes, without a zero behind them. */
	strcpy(full, long_name(100, 'A'));
	regular(full, "100");
	/* ustar: what does not fit stands before. */
	strcpy(name, long_name(240, 'B'));
	ck_assert(name[149] == '/');
	name[149] = '\0';
	entry(name + 150, "240", (struct meta){ .prefix = name });
	/* pax and GNU. */
	pax_record("path", long_name(3000, 'C'));
	regular("short", "pax");
	bytes("././@LongLink", long_name(2000, 'D'), 2001,
	      (struct meta){ .kind = 'L', .magic = "ustar  " });
	entry("short", "GNU", (struct meta){ .magic = "ustar  " });
	/* In GNU's format the prefix is none. */
	entry("times", "GNU", (struct meta){ .prefix = "12345670123", .magic = "ustar  " });
	/* Targets of links. */
	pax_record("linkpath", long_name(1000, 'E'));
	entry("paxlink", NULL, (struct meta){ .kind = '2', .link = "short" });
	bytes("././@LongLink", long_name(1000, 'F'), 1001,
	      (struct meta){ .kind = 'K', .magic = "ustar  " });
	entry("gnulink", NULL,
	      (struct meta){ .kind = '2', .link = "short", .magic = "ustar  " });
	finish();
	mounted();
	holds_below(long_name(100, 'A'), "100");
	holds_below(long_name(240, 'B'), "240");
	holds_below(long_name(3000, 'C'), "pax");
	holds_below(long_name(2000, 'D'), "GNU");
	holds("m/times", "GNU");
	FAILS(access("m/short", F_OK), ENOENT);
	ck_assert_int_eq(readlink("m/paxlink", name, sizeof(name)), 1000);
	ck_assert_int_eq(memcmp(name, long_name(1000, 'E'), 1000), 0);
	ck_assert_int_eq(readlink("m/gnulink", name, sizeof(name)), 1000);
	ck_assert_int_eq(memcmp(name, long_name(1000, 'F'), 1000), 0);
}
END_TEST

/* Those of odd bytes in a pax record. */
static void named_file(const char *name, int c)
{
	if (c % 2)
		pax_record("path", name);
	regular(c % 2 ? "other" : name, name);
}

START_TEST(names_of_every_byte)
{
	begin();
	each_byte_in_a_name(named_file);
	ck_assert_int_lt(len, AR_SIZE - 2 * BLOCK);
	finish();
	mounted();
	each_byte_in_a_name(mounted_holds);
	FAILS(access("m/other", F_OK), ENOENT);
}
END_TEST

START_TEST(pax_says_more)
{
	struct stat st;
	size_t at;

	begin();
	/* Size and owners that the header cannot hold; here they are other ones. */
	pax("15 size=000005\n16 uid=16777217\n13 gid=33333\n24 mtime=-1.25000000000\n"
	    "25 SCHILY.xattr.user.a=b\n");
	at = entry("f", "12345678", (struct meta){ .uid = 7 });
	memcpy(ar + at + 108, "xxxxxxx", 7);
	sum(at);
	/* All later entries, until another record takes it back. */
	entry("x", "11 uid=123\n30 mtime=1600000000.000000001\n", (struct meta){ .kind = 'g' });
	regular("g", "global");
	pax("7 uid=\n");
	regular("h", "its own again");
	regular("i", "global");
	finish();
	mounted();
	holds("m/f", "12345");
	st = stat_of("m/f");
	ck_assert(st.st_uid == 16777217 || sizeof(st.st_uid) == 2);
	ck_assert_int_eq(st.st_gid, 33333);
	ck_assert_int_eq(st.st_mtime, -2);
	ck_assert_int_eq(st.st_mtim.tv_nsec, 750000000);
	ck_assert_int_eq(stat_of("m/g").st_uid, 123);
	ck_assert_int_eq(stat_of("m/g").st_mtime, 1600000000);
	ck_assert_int_eq(stat_of("m/h").st_uid, 0);
	ck_assert_int_eq(stat_of("m/i").st_uid, 123);
}
END_TEST

START_TEST(binary_numbers)
{
	size_t at;

	begin();
	at = regular("f", "bytes");
	memcpy(ar + at + 108, "\x80\0\0\0\0\1\0\2", 8);
	memcpy(ar + at + 124, "\x80\0\0\0\0\0\0\0\0\0\0\5", 12);
	memcpy(ar + at + 136, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xfe", 12);
	sum(at);
	finish();
	mounted();
	holds("m/f", "bytes");
	ck_assert_int_eq(stat_of("m/f").st_mtime, -2);
}
END_TEST

START_TEST(hard_links)
{
	begin();
	entry("a", "bytes", (struct meta){ .mode = 0640 });
	/* A size says how large the file is, and no bytes follow. */
	entry("d/b", NULL, (struct meta){ .kind = '1', .link = "./a" });
	memcpy(ar + len - BLOCK + 124, "00000000005", 11);
	sum(len - BLOCK);
	regular("c", "replaced");
	entry("c", NULL, (struct meta){ .kind = '1', .link = "/d/b" });
	entry("a", NULL, (struct meta){ .kind = '1', .link = "a" });
	entry("a", NULL, (struct meta){ .kind = '1', .link = "c" });
	/* None of these is a file of the archive. */
	entry("e", NULL, (struct meta){ .kind = '1', .link = "nowhere/a" });
	entry("f", NULL, (struct meta){ .kind = '1', .link = "d" });
	entry("g", NULL, (struct meta){ .kind = '1', .link = "../a" });
	entry("h", NULL, (struct meta){ .kind = '1', .link = "" });
	finish();
	mounted();
	holds("m/a", "bytes");
	holds("m/d/b", "bytes");
	holds("m/c", "bytes");
	ck_assert_int_eq(stat_of("m/a").st_nlink, 3);
	ck_assert_int_eq(stat_of("m/c").st_mode, S_IFREG | 0640);
	FAILS(access("m/e", F_OK), ENOENT);
	FAILS(access("m/nowhere", F_OK), ENOENT);
	FAILS(access("m/f", F_OK), ENOENT);
	FAILS(access("m/g", F_OK), ENOENT);
	FAILS(access("m/h", F_OK), ENOENT);
	ck_assert(logged("initrd: the boot module: e: error") && logged("f: error") &&
		  logged("g: error") && logged("h: error"));
}
END_TEST

START_TEST(later_entries_win_and_none_leads_out)
{
	fresh();
	put("outside", "safe");
	begin();
	regular("f", "old");
	regular("f", "new");
	regular("x", "a file");
	entry("x", NULL, (struct meta){ .kind = '5' });
	regular("../outside", "evil");
	entry("out", NULL, (struct meta){ .kind = '2', .link = ".." });
	regular("out/outside", "evil");
	entry("badlink", NULL, (struct meta){ .kind = '2', .link = "" });
	finish();
	mounted();
	holds("m/f", "new");
	ck_assert(S_ISDIR(stat_of("m/x").st_mode));
	FAILS(access("outside", F_OK), ENOENT);
	FAILS(readlink("m/badlink", ar, 1), ENOENT);
	ck_assert(logged("../outside: error") && logged("out/outside: error"));
}
END_TEST

START_TEST(files_are_copied_when_written_to)
{
	size_t at;
	int fd;

	begin();
	at = regular("f", "text");
	finish();
	mounted();
	fd = open("m/f", O_RDWR);
	ck_assert_int_eq(pwrite(fd, "T", 1, 0), 1);
	OK(close(fd));
	holds("m/f", "Text");
	ck_assert(memcmp(ar + at + BLOCK, "text", 5) == 0);
}
END_TEST

/* Where in a header the fields are, and what in them is refused with which message. */
static const struct {
	size_t at;
	const char *with;
	size_t n;
	const char *why;
} faults[] = {
	{ 0, "", 1, "bad length of a name" },
	{ 100, "000064x", 7, "a header field is no number" },
	{ 100, "6 4", 3, "a header field is no number" },
	{ 108, "0x1", 3, "a header field is no number" },
	{ 108, "\xff\xff\xff\xff\xff\xff\xff\xff", 8, "a header field is no number" },
	{ 116, "8", 1, "a header field is no number" },
	{ 116, "\x80\0\0\1\0\0\0\0", 8, "a header field is no number" },
	{ 136, "-1", 2, "a header field is no number" },
	{ 136, "\x80\0\0\1\0\0\0\0\0\0\0\0", 12, "a header field is no number" },
	{ 124, "0000000000a", 11, "a header field is no number" },
	{ 124, "\x80\0\0\0\1\0\0\0\0\0\0\0", 12, "it ends within a file" },
	{ 124, "\x80\0\0\0\x7f\xff\xff\xff\xff\xff\xff\xff", 12, "it ends within a file" },
	{ 124, "\x80\0\0\0\x80\0\0\0\0\0\0\0", 12, "a header field is no number" },
	{ 124, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 12, "a size is negative" },
	{ 124, "\xff\0\0\0\0\0\0\0\0\0\0\0", 12, "a header field is no number" },
	{ 124, "77777777777", 11, "it ends within a file" },
	{ 124, "777777777777", 12, "it ends within a file" },
	{ 124, "00000003001", 11, "it ends within a file" },
	{ 156, "S", 1, "an entry of an unknown kind" }, /* sparse, as GNU's */
	{ 156, "M", 1, "an entry of an unknown kind" }, /* of another volume */
	{ 156, "8", 1, "an entry of an unknown kind" },
	{ 156, "\xff", 1, "an entry of an unknown kind" },
	{ 156, "x", 1, "a record of an extended header is malformed" },
	{ 156, "g", 1, "a record of an extended header is malformed" },
	{ 156, "L", 1, "a header without its entry" },
	{ 156, "K", 1, "a header without its entry" },
	{ 257, "USTAR", 5, "no header of format ustar" },
	{ 257, "\0\0\0\0\0", 5, "no header of format ustar" },
};

START_TEST(each_fault_is_refused_with_its_message)
{
	const char *why;
	size_t second;
	char *good = NULL;

	begin();
	regular("a", "1");
	second = regular("name", "bytes");
	finish();
	ck_assert_int_eq(entries(ar, len, &why), 2);
	good = malloc(len);
	memcpy(good, ar, len);
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		memcpy(ar, good, len);
		memcpy(ar + second + faults[i].at, faults[i].with, faults[i].n);
		sum(second);
		ck_assert_msg(entries(ar, len, &why) == -1 && strcmp(why, faults[i].why) == 0,
			      "fault %zu: %s, not %s", i, why, faults[i].why);
	}
	memcpy(ar, good, len);
	ar[second]++;
	free(good);
	refused("the checksum of a header is wrong");
}
END_TEST

/* Sums of signed bytes, as some old programs wrote them, are taken. */
START_TEST(sums_of_signed_bytes)
{
	const char *why;
	unsigned n = 0;

	begin();
	regular("\xe4\xf6", "");
	memset(ar + 148, ' ', 8);
	for (size_t i = 0; i < BLOCK; i++)
		n += (unsigned)(signed char)ar[i];
	snprintf(ar + 148, 8, "%06o", n);
	finish();
	ck_assert_int_eq(entries(ar, len, &why), 1);
	free(ar);
}
END_TEST

static const struct {
	const char *text, *why;
} pax_faults[] = {
	{ "x", "a record of an extended header is malformed" },
	{ "9", "a record of an extended header is malformed" },
	{ "9 ", "a record of an extended header is malformed" },
	{ "0 path=a\n", "a record of an extended header is malformed" },
	{ "1 path=a\n", "a record of an extended header is malformed" },
	{ "11 path=a\n", "a record of an extended header is malformed" },
	{ "8 path=a\n", "a record of an extended header is malformed" },
	{ "-9 path=a\n", "a record of an extended header is malformed" },
	{ "9 path a\n", "a record of an extended header is malformed" },
	{ "5 =a\n", "a record of an extended header is malformed" },
	{ "18446744073709551616 path=a\n", "a record of an extended header is malformed" },
	{ "9 path=a\n9 path=b", "a record of an extended header is malformed" },
	{ "9 size=x\n", "a value in an extended header is malformed" },
	{ "10 size=-1\n", "a record of an extended header is malformed" },
	{ "11 size=-1\n", "a value in an extended header is malformed" },
	{ "29 size=9223372036854775808\n", "a record of an extended header is malformed" },
	{ "28 size=9223372036854775808\n", "a value in an extended header is malformed" },
	{ "28 size=9223372036854775807\n", "it ends within a file" },
	{ "11 size=99\n9 uid=1a\n", "a value in an extended header is malformed" },
	{ "18 uid=4294967296\n", "a value in an extended header is malformed" },
	{ "13 mtime=1e5\n", "a value in an extended header is malformed" },
	{ "11 mtime=-\n", "a value in an extended header is malformed" },
	{ "22 GNU.sparse.major=1\n", "a sparse file" },
	{ "8 path=\n12 size=513\n", "it ends within a file" },
};

START_TEST(each_fault_of_a_pax_header_is_refused_with_its_message)
{
	const char *why;

	for (size_t i = 0; i < sizeof(pax_faults) / sizeof(pax_faults[0]); i++) {
		begin();
		pax(pax_faults[i].text);
		regular("a", "1");
		finish();
		/* Nothing behind the file that a wrong size could reach. */
		ck_assert_msg(entries(ar, len - 2 * BLOCK, &why) == -1 &&
				      strcmp(why, pax_faults[i].why) == 0,
			      "fault %zu: %s, not %s", i, why, pax_faults[i].why);
		free(ar);
	}
	begin();
	bytes("x", "11 path=a\0b\n", 12, (struct meta){ .kind = 'x' });
	regular("a", "1");
	finish();
	refused("a record of an extended header is malformed");
	begin();
	bytes("x", "12 path=a\0b\n", 12, (struct meta){ .kind = 'x' });
	regular("a", "1");
	finish();
	refused("a value in an extended header is malformed");
	begin();
	pax_record("path", long_name(4096, 'x'));
	regular("a", "1");
	finish();
	refused("bad length of a name");
	begin();
	pax_record("path", "a");
	finish();
	refused("a header without its entry");
}
END_TEST

START_TEST(cut_at_each_byte)
{
	const char *why;
	size_t end;

	begin();
	pax_record("path", "a.txt");
	regular("a", "some bytes");
	entry("l", NULL, (struct meta){ .kind = '2', .link = "a.txt" });
	end = len;
	finish();
	/* It is whole with the first block of zeros. */
	for (size_t n = BLOCK; n < len; n++) {
		int r = entries(ar, n, &why);

		ck_assert_msg(r == (n < end + BLOCK ? -1 : 2), "%zu of %zu bytes: %d", n, len,
			      r);
	}
	free(ar);
}
END_TEST

START_TEST(malformed_archive_leaves_nothing)
{
	size_t at;
	char message[100];

	begin();
	regular("f", "fine");
	at = regular("g", "to be spoilt");
	finish();
	ar[at]++;
	snprintf(message, sizeof(message),
		 "initrd: the boot module is not used: at byte %zu: %s", at,
		 "the checksum of a header is wrong");
	mounted();
	FAILS(access("m/f", F_OK), ENOENT);
	ck_assert(logged(message));
}
END_TEST

SUITE("tar", fields_of_an_entry, tree_of_an_archive, long_names, names_of_every_byte,
      pax_says_more, binary_numbers, hard_links, later_entries_win_and_none_leads_out,
      files_are_copied_when_written_to, each_fault_is_refused_with_its_message,
      sums_of_signed_bytes, each_fault_of_a_pax_header_is_refused_with_its_message,
      cut_at_each_byte, malformed_archive_leaves_nothing)
