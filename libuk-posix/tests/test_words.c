/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * wordexp(): natively ours and, with UK_GLIBC, the build machine's, which says where the two
 * agree; in an image.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wordexp.h>
#include "tests/suite.h"

#ifdef UK_GLIBC
#define OURS(...)
#else
#define OURS(...) __VA_ARGS__,
#endif

/* What becomes of @words: "[word][word]", or "!" and the number of the error. */
static const char *expanded(const char *words, int flags)
{
	static char out[512];
	wordexp_t we = { 0 };
	int r = wordexp(words, &we, flags);
	size_t n = 0;

	if (r) {
		snprintf(out, sizeof(out), "!%d", r);
		return out;
	}
	out[0] = '\0';
	for (size_t i = 0; i < we.we_wordc; i++)
		n += (size_t)snprintf(out + n, sizeof(out) - n, "[%s]", we.we_wordv[i]);
	ck_assert_ptr_null(we.we_wordv[we.we_wordc]);
	wordfree(&we);
	return out;
}

struct a_case {
	const char *words, *result;
};

static void check(const struct a_case *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const char *got = expanded(cases[i].words, 0);

		ck_assert_msg(strcmp(got, cases[i].result) == 0, "%s: %s, not %s",
			      cases[i].words, got, cases[i].result);
	}
}
#define CHECK(cases) check(cases, sizeof(cases) / sizeof(cases[0]))

static void environment(void)
{
	setenv("V", "one two", 1);
	setenv("E", "", 1);
	setenv("P", "/a/b/f.c", 1);
	setenv("N", "41", 1);
	setenv("HOME", "/home/me", 1);
	setenv("Q", "a'b\"c\\", 1);
	setenv("W", " w ", 1);
	setenv("G", "d[i]r/*", 1);
	unsetenv("U");
	unsetenv("IFS");
}

START_TEST(quotes_hold_together)
{
	static const struct a_case cases[] = {
		{ "a b \t c", "[a][b][c]" },
		{ "", "" },
		{ "  ", "" },
		{ "'a b' c", "[a b][c]" },
		{ "\"a b\"c'd'", "[a bcd]" },
		{ "a\\ b", "[a b]" },
		{ "\"\" ''", "[][]" },
		{ "a''", "[a]" },
		{ "\\\nab", "[ab]" },
		{ "\"a\\nb\\\"\\$V\\\\\"", "[a\\nb\"$V\\]" },
		{ "'$V\\'", "[$V\\]" },
		{ "a#b #a", "[a#b][#a]" },
		{ "\"a}\"", "[a}]" },
		{ "'a", "!5" },
		{ "\"a", "!5" },
		{ "a\\", "!5" },
	};

	CHECK(cases);
}
END_TEST

START_TEST(parameters_are_substituted_and_split)
{
	static const struct a_case cases[] = { { "$V", "[one][two]" },
					       { "\"$V\"", "[one two]" },
					       { "x$V$V", "[xone][twoone][two]" },
					       { "${V}s", "[one][twos]" },
					       { "$U ${U} $E", "" },
					       { "\"$U\"", "[]" },
					       { "x${U}y", "[xy]" },
					       { "$W", "[w]" },
					       { "$Q", "[a'b\"c\\]" },
					       { "$ a$ '$'", "[$][a$][$]" },
					       { "$1", "" },
					       { "$#", "[0]" },
					       { "${V", "!5" },
					       { "${}", "!5" },
					       { "${V@}", "!5" },
					       { "${V:}", "!5" },
					       OURS({ "a${W}b", "[a][w][b]" }, { "$?", "[0]" },
						    { "${#}", "[0]" }) };

	environment();
	CHECK(cases);
}
END_TEST

START_TEST(parameters_have_words_instead)
{
	static const struct a_case cases[] = {
		{ "${U:-def} ${U-def} ${E:-def} ${E-def}", "[def][def][def]" },
		{ "${V:+yes} ${E:+yes} ${E+yes} ${U+yes}", "[yes][yes]" },
		{ "${U:-a b}", "[a][b]" },
		{ "\"${U:-a b}\"", "[a b]" },
		{ "${U:-${E:-${V}}}", "[one][two]" },
		{ "${V:?x}", "[one][two]" },
		{ "${#V} ${#U}", "[7][0]" },
		{ "${P%.c} ${P##*/} ${P#*/} ${P%/*} ${P%%/*}", "[/a/b/f][f.c][a/b/f.c][/a/b]" },
		{ "${P%[.]c} \"${P%'.c'}\"", "[/a/b/f][/a/b/f]" },
		OURS({ "${U:-\"a b\"} ${U:-'c d'}", "[a b][c d]" },
		     { "\"${U:-'a b'}\"", "['a b']" }, { "${V:+a\\}b}", "[a}b]" },
		     { "${U:?} x", "!5" }, { "${U?msg}", "!5" },
		     { "${V+\"}\"}${E+${U:-\"}'\"}}", "[}}']" }, { "\"${V+it's}\"", "[it's]" },
		     { "\"${U+it's}${U+\"}\"}\"", "[]" })
	};

	environment();
	CHECK(cases);
}
END_TEST

START_TEST(parameters_are_set)
{
	environment();
	unsetenv("A");
	ck_assert_str_eq(expanded("${A:=set me}", 0), "[set][me]");
#ifndef UK_GLIBC /* sets it to the first field only, or to nothing */
	ck_assert_str_eq(getenv("A"), "set me");
#endif
	ck_assert_str_eq(expanded("${E=x}${E:=y}$E", 0), "[yy]");
	ck_assert_str_eq(getenv("E"), "y");
#ifndef UK_GLIBC
	ck_assert_str_eq(expanded("${1:=x}", 0), "!5");
#endif
	/* What is not wanted does not happen. */
	ck_assert_str_eq(expanded("${V:-${U:=x}}", 0), "[one][two]");
	ck_assert_ptr_null(getenv("U"));
}
END_TEST

START_TEST(home_directories)
{
	static const struct a_case cases[] = {
		{ "~ ~/x a~ '~' \\~", "[/home/me][/home/me/x][a~][~][~]" },
		{ "~nosuchuser/x", "[~nosuchuser/x]" },
	};

	environment();
	CHECK(cases);
	setenv("HOME", "/my home/*", 1);
	ck_assert_str_eq(expanded("~/x", 0), "[/my home/*/x]");
}
END_TEST

START_TEST(arithmetic)
{
	static const struct a_case cases[] = {
		{ "$((1+2*3)) $(( (1+2)*3 ))", "[7][9]" },
		{ "$(($N+1)) $((-5)) $((0x10)) $((010))", "[42][-5][16][8]" },
		{ "x$((7/2))y", "[x3y]" },
		{ "$((1/0))", "!5" },
		{ "$((", "!5" },
		{ "$((1+))", "!5" },
		{ "$((1+1", "!5" },
		OURS({ "$((N*N)) $((U+1))", "[1681][1]" },
		     { "$((7%4)) $((1<<4|1)) $((6&3)) $((6^3)) $((~0)) $((!5))",
		       "[3][17][2][5][-1][0]" },
		     { "$((1<2)) $((2<=1)) $((1==1)) $((1!=1)) $((2>1)) $((2>=3))",
		       "[1][0][1][0][1][0]" },
		     { "$((1 ? 2 : 3)) $((0 ? 1 : 0 ? 4 : 5))", "[2][5]" },
		     { "$((0 && 1/0)) $((1 || 1/0)) $((1 ? 2 : 1/0))", "[0][1][2]" },
		     { "$((-9223372036854775807-1))", "[-9223372036854775808]" },
		     { "$(((-9223372036854775807-1)/-1))", "[-9223372036854775808]" },
		     { "$((9223372036854775807+1))", "[-9223372036854775808]" },
		     { "$((1<<65)) $((-8>>1))", "[2][-4]" }, { "$((08))", "!5" },
		     { "$((1 2))", "!5" }, { "$((V))", "!5" }, { "$((N=1))", "!5" },
		     { "$((1%0))", "!5" }, { "$((1 ? 2))", "!5" })
	};

	environment();
	CHECK(cases);
}
END_TEST

START_TEST(fields_are_split_by_ifs)
{
	static const struct a_case cases[] = {
		{ "$A", "[a][b][][c]" },
		{ "\"$A\"", "[a : b::c:]" },
		{ "$B", "[][x y]" },
		{ "a:b", "[a:b]" },
	};

	environment();
	setenv("A", "a : b::c:", 1);
	setenv("B", ":x y", 1);
	setenv("IFS", ": ", 1);
	check(cases, 2);
	setenv("IFS", ":", 1);
	check(cases + 2, 2);
	setenv("IFS", "", 1);
	ck_assert_str_eq(expanded("$V", 0), "[one two]");
	unsetenv("IFS");
}
END_TEST

START_TEST(paths_are_found)
{
	static const struct a_case cases[] = {
		{ "d*/*", "[dir/*][dir/a b][dir/c]" },
		{ "dir/[ac]*", "[dir/a b][dir/c]" },
		{ "dir/\\* 'dir/'\\? dir/\"*\"", "[dir/*][dir/?][dir/*]" },
		{ "nomatch* [ [x", "[nomatch*][[][[x]" },
		{ "\"$G\" '*'", "[d[i]r/*][*]" },
		OURS({ "$G", "[dir/*][dir/a b][dir/c]" }, { "${U:-d?r}", "[dir]" })
	};
	char dir[] = "/tmp/wordsXXXXXX", before[512];

	environment();
	ck_assert_ptr_nonnull(getcwd(before, sizeof(before)));
	mkdir("/tmp", 0777);
	ck_assert_ptr_nonnull(mkdtemp(dir));
	ck_assert_int_eq(chdir(dir), 0);
	ck_assert_int_eq(mkdir("dir", 0777), 0);
	ck_assert(mkdir("dir/a b", 0777) == 0 && mkdir("dir/c", 0777) == 0 &&
		  mkdir("dir/*", 0777) == 0);
	CHECK(cases);
	ck_assert(rmdir("dir/a b") == 0 && rmdir("dir/c") == 0 && rmdir("dir/*") == 0 &&
		  rmdir("dir") == 0);
	ck_assert_int_eq(chdir(before), 0);
	ck_assert_int_eq(rmdir(dir), 0);
}
END_TEST

START_TEST(what_is_refused)
{
	static const struct a_case cases[] = {
		{ "a|b", "!2" },  { "a&", "!2" },
		{ "a;", "!2" },	  { "(a", "!2" },
		{ "a)", "!2" },	  { "{a}", "!2" },
		{ "a<b", "!2" },  { "a>b", "!2" },
		{ "a\nb", "!2" }, OURS({ "`date`", "!4" }, { "\"$(date)\"", "!4" })
	};
	char deep[400] = "";

	environment();
	CHECK(cases);
	ck_assert_str_eq(expanded("$(date)", WRDE_NOCMD), "!4");
	ck_assert_str_eq(expanded("`date`", WRDE_NOCMD), "!4");
	ck_assert_str_eq(expanded("$U", WRDE_UNDEF), "!3");
	ck_assert_str_eq(expanded("${U}", WRDE_UNDEF), "!3");
	for (int i = 0; i < 60; i++)
		strcat(deep, "${U:-");
#ifndef UK_GLIBC
	ck_assert_str_eq(expanded("${U-x}", WRDE_UNDEF), "[x]");
	ck_assert_str_eq(expanded(deep, 0), "!5");
	deep[0] = '\0';
	strcat(deep, "$((");
	for (int i = 0; i < 90; i++)
		strcat(deep, "-(");
	strcat(deep, "1");
	for (int i = 0; i < 90; i++)
		strcat(deep, ")");
	strcat(deep, "))");
	ck_assert_str_eq(expanded(deep, 0), "!5");
#endif
}
END_TEST

START_TEST(words_are_appended)
{
	wordexp_t we = { .we_offs = 2 };

	environment();
	ck_assert_int_eq(wordexp("a b", &we, WRDE_DOOFFS), 0);
	ck_assert_uint_eq(we.we_wordc, 2);
	ck_assert(!we.we_wordv[0] && !we.we_wordv[1] && !we.we_wordv[4]);
	ck_assert_int_eq(wordexp("$V", &we, WRDE_DOOFFS | WRDE_APPEND), 0);
	ck_assert_uint_eq(we.we_wordc, 4);
	ck_assert_str_eq(we.we_wordv[2], "a");
	ck_assert_str_eq(we.we_wordv[5], "two");
	ck_assert_ptr_null(we.we_wordv[6]);
#ifndef UK_GLIBC /* after an error, the next one crashes */
	ck_assert_int_eq(wordexp("c 'd", &we, WRDE_DOOFFS | WRDE_APPEND), WRDE_SYNTAX);
	ck_assert_uint_eq(we.we_wordc, 4);
	ck_assert_str_eq(we.we_wordv[5], "two");
#endif
	ck_assert_int_eq(wordexp("e", &we, WRDE_DOOFFS | WRDE_REUSE), 0);
	ck_assert_uint_eq(we.we_wordc, 1);
	ck_assert_str_eq(we.we_wordv[2], "e");
	wordfree(&we);
}
END_TEST

SUITE("words", quotes_hold_together, parameters_are_substituted_and_split,
      parameters_have_words_instead, parameters_are_set, home_directories, arithmetic,
      fields_are_split_by_ifs, paths_are_found, what_is_refused, words_are_appended)
