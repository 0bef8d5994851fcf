/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Catalogues of messages, amounts of money, formatted messages, lists and tables, random
 * numbers: natively ours and, with UK_GLIBC, the build machine's; in an image.
 */
#include <fcntl.h>
#include <fmtmsg.h>
#include <math.h>
#include <monetary.h>
#include <nl_types.h>
#include <search.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "tests/suite.h"

static char dir[] = "/tmp/tablesXXXXXX";

/* A folder for files. */
static void in_a_folder(void)
{
	mkdir("/tmp", 0777);
	strcpy(dir, "/tmp/tablesXXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
}

static const char *in_dir(const char *name)
{
	static char path[64];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return path;
}

static void put(const char *name, const void *p, size_t len)
{
	FILE *f = fopen(in_dir(name), "w");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(p, 1, len, f), len);
	ck_assert_int_eq(fclose(f), 0);
}

/*
 * What gencat makes of
 *	$set 1
 *	1 Hello
 *	2 World %d
 *	$set 3
 *	1 Third\n
 *	4
 */
static const uint32_t catalogue[] = {
	0x960408de,
	1,
	4,
	/* set, message, offset */
	4,
	1,
	0,
	4,
	4,
	7,
	2,
	1,
	8,
	2,
	2,
	14,
	/* the same, the other way round */
	0x04000000,
	0x01000000,
	0,
	0x04000000,
	0x04000000,
	0x07000000,
	0x02000000,
	0x01000000,
	0x08000000,
	0x02000000,
	0x02000000,
	0x0e000000,
};
static const char strings[] = "Third\n\0\0Hello\0World %d";
#define CATALOGUE_LEN (sizeof(catalogue) + sizeof(strings))

static void make_catalogue(unsigned char to[CATALOGUE_LEN])
{
	memcpy(to, catalogue, sizeof(catalogue));
	memcpy(to + sizeof(catalogue), strings, sizeof(strings));
}

static void check_messages(nl_catd c)
{
	ck_assert(c != (nl_catd)-1);
	ck_assert_str_eq(catgets(c, 1, 1, "-"), "Hello");
	ck_assert_str_eq(catgets(c, 1, 2, "-"), "World %d");
	ck_assert_str_eq(catgets(c, 3, 1, "-"), "Third\n");
	ck_assert_str_eq(catgets(c, 3, 4, "-"), "");
	ck_assert_str_eq(catgets(c, 1, 3, "-"), "-");
	ck_assert_str_eq(catgets(c, 2, 1, "-"), "-");
	ck_assert_str_eq(catgets(c, 0, 1, "-"), "-");
	ck_assert_str_eq(catgets(c, -1, -1, "-"), "-");
	ck_assert_str_eq(catgets(c, 0x7fffffff, 0x7fffffff, "-"), "-");
	ck_assert_int_eq(catclose(c), 0);
}

START_TEST(catalogues_of_both_byte_orders)
{
	unsigned char file[CATALOGUE_LEN];
	uint32_t word;

	in_a_folder();
	make_catalogue(file);
	put("c.cat", file, sizeof(file));
	check_messages(catopen(in_dir("c.cat"), 0));
	for (size_t i = 0; i < 3 * sizeof(word);
	     i += sizeof(word)) { /* the rest is the same everywhere */
		memcpy(&word, file + i, 4);
		word = __builtin_bswap32(word);
		memcpy(file + i, &word, 4);
	}
	put("c.cat", file, sizeof(file));
	check_messages(catopen(in_dir("c.cat"), 0));
	unlink(in_dir("c.cat"));
	rmdir(dir);
}
END_TEST

START_TEST(catalogues_are_looked_for)
{
	unsigned char file[CATALOGUE_LEN];
	char path[128];

	in_a_folder();
	make_catalogue(file);
	put("c.de_AT.x%.cat", file, sizeof(file));
	setenv("LANG", "de_AT.UTF-8", 1);
	snprintf(path, sizeof(path), "/nowhere/%%N:%s/%%N.%%l_%%t.x%%%%.cat", dir);
	setenv("NLSPATH", path, 1);
	check_messages(catopen("c", 0));
	FAILS(catopen("d", 0), ENOENT);
	/* The name of a locale leads nowhere else. */
	snprintf(path, sizeof(path), "%s/%%L", dir);
	setenv("NLSPATH", path, 1);
	setenv("LANG", "c.de_AT.x%.cat", 1);
	check_messages(catopen("c", 0));
#ifndef UK_GLIBC
	put("C", file, sizeof(file));
	snprintf(path, sizeof(path), "../%s/c.de_AT.x%%.cat", strrchr(dir, '/') + 1);
	setenv("LANG", path, 1);
	check_messages(catopen("c", 0));
	unlink(in_dir("C"));
	snprintf(path, sizeof(path), "%s/%%l%%t%%c%%c%%N:%s/%%c.%%t:", dir, dir);
	setenv("NLSPATH", path, 1);
	setenv("LANG", "", 1);
	FAILS(catopen("c", 0), ENOENT);
#endif
	unsetenv("NLSPATH");
	unsetenv("LANG");
	FAILS(catopen("there-is-none-such", NL_CAT_LOCALE), ENOENT);
	unlink(in_dir("c.de_AT.x%.cat"));
	rmdir(dir);
}
END_TEST

/* Whatever is in the file, messages are strings in it or the fallback. */
static void try_catalogue(void)
{
	nl_catd c = catopen(in_dir("c.cat"), 0);

	if (c == (nl_catd)-1)
		return;
	for (int set = 0; set < 5; set++)
		for (int message = 0; message < 5; message++)
			ck_assert_uint_le(strlen(catgets(c, set, message, "-")), CATALOGUE_LEN);
	ck_assert_int_eq(catclose(c), 0);
}

START_TEST(malformed_catalogues_are_refused)
{
	unsigned char file[CATALOGUE_LEN], good[CATALOGUE_LEN];
	static const unsigned char values[] = { 0, 1, 0x7f, 0x80, 0xff };
	static const uint32_t many[] = {
		0, 2, 0xff, 0x10000, 0x55555555, 0x80000001, 0xffffffff
	};

	in_a_folder();
	make_catalogue(good);
	FAILS(catopen(in_dir("none"), 0), ENOENT);
	FAILS(catopen(dir, 0), EINVAL);
	memcpy(file, good, sizeof(file));
	file[0]++;
	put("c.cat", file, sizeof(file));
	ck_assert(catopen(in_dir("c.cat"), 0) == (nl_catd)-1);
#ifndef UK_GLIBC /* trusts lengths and offsets */
	for (size_t len = 0; len <= sizeof(catalogue); len++) {
		put("c.cat", good, len);
		FAILS(catopen(in_dir("c.cat"), 0), EINVAL);
	}
	put("c.cat", good, sizeof(good) - 1); /* the last string does not end */
	FAILS(catopen(in_dir("c.cat"), 0), EINVAL);
	for (size_t i = 0; i < sizeof(catalogue); i++)
		for (size_t k = 0; k < sizeof(values); k++) {
			memcpy(file, good, sizeof(file));
			file[i] = values[k];
			put("c.cat", file, sizeof(file));
			try_catalogue();
		}
	for (size_t i = 0; i < sizeof(many) / sizeof(many[0]); i++)
		for (size_t k = 0; k < sizeof(many) / sizeof(many[0]); k++) {
			memcpy(file, good, sizeof(file));
			memcpy(file + 4, &many[i], 4);
			memcpy(file + 8, &many[k], 4);
			put("c.cat", file, sizeof(file));
			try_catalogue();
		}
#else
	(void)try_catalogue;
	(void)values;
	(void)many;
#endif
	unlink(in_dir("c.cat"));
	rmdir(dir);
}
END_TEST

START_TEST(what_is_no_catalogue)
{
	nl_catd none = (nl_catd)-1;

	ck_assert_str_eq(catgets(none, 1, 1, "fallback"), "fallback");
#ifndef UK_GLIBC /* says nothing in errno */
	FAILS(catclose(none), EBADF);
#else
	ck_assert_int_eq(catclose(none), -1);
#endif
}
END_TEST

/* What strfmon makes of @value, and of 3 for a second one; "!" and errno if it fails. */
static const char *money(const char *format, double value)
{
	static char out[128];
	ssize_t n;
	int error;

	errno = 0;
	n = strfmon(out, sizeof(out), format, value, 3.0);
	error = errno;
	if (n < 0)
		snprintf(out, sizeof(out), "!%d", error);
	else
		ck_assert_int_eq((int)n, (int)strlen(out));
	return out;
}

START_TEST(amounts_of_money)
{
	static const struct {
		const char *format, *plus, *minus, *cents;
	} cases[] = {
		{ "%n", "1234.57", "-1234.57", "0.50" },
		{ "%i", "1234.57", "-1234.57", "0.50" },
		{ "%!^n", "1234.57", "-1234.57", "0.50" },
		{ "%(n", "1234.57", "(1234.57)", "0.50" },
		{ "%+n", "1234.57", "-1234.57", "0.50" },
		{ "%#5n", "  1234.57", "- 1234.57", "     0.50" },
		{ "%#2n", " 1234.57", "-1234.57", "  0.50" },
		{ "%=*#6n", " **1234.57", "-**1234.57", " *****0.50" },
		{ "%=0#6n", " 001234.57", "-001234.57", " 000000.50" },
		{ "%=*=+#6n", " ++1234.57", "-++1234.57", " +++++0.50" },
		{ "%-12n|", "1234.57     |", "-1234.57    |", "0.50        |" },
		{ "%12n|", "     1234.57|", "    -1234.57|", "        0.50|" },
		{ "%3n", "1234.57", "-1234.57", "0.50" },
		{ "%.0n", "1235", "-1235", "0" },
		{ "%.4n", "1234.5670", "-1234.5670", "0.5000" },
		{ "%(#5n", "  1234.57", "( 1234.57)", "     0.50" },
		{ "%(12n|", "     1234.57|", "   (1234.57)|", "        0.50|" },
		{ "%(-12n|", "1234.57     |", "(1234.57)   |", "0.50        |" },
		{ "a%nb%%%n", "a1234.57b%3.00", "a-1234.57b%3.00", "a0.50b%3.00" },
		{ "", "", "", "" },
	};
	static const char *const wrong[] = { "%",   "%q",    "%5%|", "%#",   "%=",  "%.n",
					     "%#n", "%#.2n", "% n",  "%(+n", "%n%", "%5" };

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		ck_assert_str_eq(money(cases[i].format, 1234.567), cases[i].plus);
		ck_assert_str_eq(money(cases[i].format, -1234.567), cases[i].minus);
		ck_assert_str_eq(money(cases[i].format, 0.5), cases[i].cents);
	}
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		char einval[8];

		snprintf(einval, sizeof(einval), "!%d", EINVAL);
		ck_assert_msg(strcmp(money(wrong[i], 1), einval) == 0, "%s", wrong[i]);
	}
}
END_TEST

START_TEST(amounts_that_do_not_fit)
{
	char b[9];

	memset(b, 'x', sizeof(b));
	FAILS(strfmon(b, 7, "%n", 1234.567), E2BIG);
	ck_assert_int_eq((int)strfmon(b, 8, "%n", 1234.567), 7);
	ck_assert_str_eq(b, "1234.57");
	FAILS(strfmon(b, 3, "abc"), E2BIG);
	FAILS(strfmon(b, 8, "%99999999999n", 1.0), E2BIG);
#ifndef UK_GLIBC /* EINVAL */
	FAILS(strfmon(b, 8, "%#99999999999n", 1.0), E2BIG);
#endif
	ck_assert_int_eq(b[8], 'x');
}
END_TEST

/* What fmtmsg() writes to standard error. */
static const char *said(long classification, const char *label, int severity, const char *text,
			const char *action, const char *tag, int wanted)
{
	static char out[256];
	int saved = dup(2), p[2], r;
	ssize_t n;

	ck_assert(saved >= 0 && pipe(p) == 0);
	ck_assert_int_ge(dup2(p[1], 2), 0);
	r = fmtmsg(classification, label, severity, text, action, tag);
	fflush(stderr);
	dup2(saved, 2);
	close(saved);
	close(p[1]);
	n = read(p[0], out, sizeof(out) - 1);
	close(p[0]);
	out[n > 0 ? n : 0] = '\0';
	ck_assert_int_eq(r, wanted);
	return out;
}

START_TEST(messages_have_parts)
{
	unsetenv("MSGVERB");
	ck_assert_str_eq(said(MM_PRINT, "UX:cat", MM_ERROR, "bad", "stop", "UX:cat:1", MM_OK),
			 "UX:cat: ERROR: bad\nTO FIX: stop  UX:cat:1\n");
	ck_assert_str_eq(
		said(MM_PRINT, "UX:cat", MM_HALT, "bad", MM_NULLACT, MM_NULLTAG, MM_OK),
		"UX:cat: HALT: bad\n");
	ck_assert_str_eq(said(MM_PRINT, MM_NULLLBL, MM_INFO, "hi", MM_NULLACT, "t", MM_OK),
			 "INFO: hi\nt\n");
	ck_assert_str_eq(said(MM_PRINT, MM_NULLLBL, MM_NULLSEV, MM_NULLTXT, "do", "t", MM_OK),
			 "TO FIX: do  t\n");
	ck_assert_str_eq(said(0, "UX:cat", MM_WARNING, "bad", "stop", "tag", MM_OK), "");
	ck_assert_str_eq(said(MM_PRINT, "no colon", MM_ERROR, "bad", "stop", "tag", MM_NOTOK),
			 "");
	ck_assert_str_eq(said(MM_PRINT, "12345678901:x", MM_ERROR, "", "", "", MM_NOTOK), "");
	ck_assert_str_eq(said(MM_PRINT, "x:123456789012345", MM_ERROR, "", "", "", MM_NOTOK),
			 "");
	ck_assert_str_eq(said(MM_PRINT, "x:y", 99, "bad", "stop", "tag", MM_NOTOK), "");
#ifndef UK_GLIBC /* reads it once */
	setenv("MSGVERB", "severity:text", 1);
	ck_assert_str_eq(said(MM_PRINT, "UX:cat", MM_ERROR, "bad", "stop", "tag", MM_OK),
			 "ERROR: bad\n");
	setenv("MSGVERB", "severity:nonsense", 1);
	ck_assert_str_eq(
		said(MM_PRINT, "UX:cat", MM_ERROR, "bad", MM_NULLACT, MM_NULLTAG, MM_OK),
		"UX:cat: ERROR: bad\n");
	unsetenv("MSGVERB");
#endif
}
END_TEST

struct element {
	struct element *next, *former;
	int n;
};

START_TEST(lists_are_linked)
{
	struct element a = { .n = 1 }, b = { .n = 2 }, c = { .n = 3 };

	insque(&a, NULL);
	ck_assert(!a.next && !a.former);
	insque(&c, &a);
	insque(&b, &a);
	ck_assert(a.next == &b && b.next == &c && !c.next && c.former == &b && b.former == &a);
	remque(&b);
	ck_assert(a.next == &c && c.former == &a);
	remque(&a);
	ck_assert_ptr_null(c.former);
	/* A ring. */
	a.next = a.former = &a;
	insque(&b, &a);
	ck_assert(a.next == &b && a.former == &b && b.next == &a && b.former == &a);
}
END_TEST

static int compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

START_TEST(tables_are_searched)
{
	int table[4] = { 5, 3 }, key = 3, missing = 7;
	size_t n = 2;

	ck_assert_ptr_eq(lfind(&key, table, &n, sizeof(int), compare), &table[1]);
	ck_assert_ptr_null(lfind(&missing, table, &n, sizeof(int), compare));
	ck_assert_uint_eq(n, 2);
	ck_assert_ptr_eq(lsearch(&key, table, &n, sizeof(int), compare), &table[1]);
	ck_assert_ptr_eq(lsearch(&missing, table, &n, sizeof(int), compare), &table[2]);
	ck_assert(n == 3 && table[2] == 7);
}
END_TEST

START_TEST(random_numbers_follow_from_their_seed)
{
	static const long first[] = { 1804289383, 846930886, 1681692777 };
	static const struct {
		size_t size;
		long number; /* the tenth of seed 1234 */
	} states[] = { { 8, 932849592 },    { 32, 1196169224 }, { 64, 1886793997 },
		       { 128, 2058368053 }, { 256, 602962566 }, { 255, 2058368053 } };
	uint32_t a[64], b[8];
	char *before;
	long n = 0;

	srandom(1);
	for (size_t i = 0; i < 3; i++)
		ck_assert_int_eq(random(), first[i]);
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++) {
		before = initstate(1234, (char *)a, states[i].size);
		for (int k = 0; k < 10; k++)
			n = random();
		ck_assert_ptr_eq(setstate(before), a);
		ck_assert_msg(n == states[i].number, "%zu: %ld", states[i].size, n);
	}
	/* Each goes on where it was. */
	before = initstate(1, (char *)a, 128);
	initstate(2, (char *)b, 32);
	random();
	ck_assert_ptr_eq(setstate((char *)a), b);
	ck_assert_int_eq(random(), first[0]);
	setstate((char *)b);
	setstate((char *)a);
	ck_assert_int_eq(random(), first[1]);
	setstate(before);
	ck_assert_ptr_null(initstate(1, (char *)a, 7));
	a[0] = 0xffffffff;
	ck_assert_ptr_null(setstate((char *)a));
}
END_TEST

SUITE("tables", catalogues_of_both_byte_orders, catalogues_are_looked_for,
      malformed_catalogues_are_refused, what_is_no_catalogue, amounts_of_money,
      amounts_that_do_not_fit, messages_have_parts, lists_are_linked, tables_are_searched,
      random_numbers_follow_from_their_seed)
