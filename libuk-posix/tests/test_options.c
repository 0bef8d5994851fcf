/* SPDX-License-Identifier: BSD-3-Clause */
/* getopt() and kin: each command line's options, operands and messages, as glibc has them. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "tests/suite.h"

static int flag;
static const struct option longs[] = {
	{ "all", no_argument, NULL, 'a' },
	{ "file", required_argument, NULL, 'f' },
	{ "fill", required_argument, NULL, 'F' },
	{ "filler", no_argument, NULL, 'R' },
	{ "colour", optional_argument, NULL, 'C' },
	{ "color", optional_argument, NULL, 'C' },
	{ "set", no_argument, &flag, 7 },
	{ "long", no_argument, NULL, 'l' },
	{ NULL, 0, NULL, 0 },
};

enum { SHORT, LONG, ONLY };

/* The line split at spaces, its options one after the other, the operands, "!" and messages. */
static const char *parse(int how, const char *optstring, const char *line)
{
	static char out[512], text[128];
	char *argv[16], *messages = NULL, *save;
	size_t size, n = 0;
	int argc = 0, r, index;
	FILE *was = stderr;

	strcpy(text, line);
	for (char *w = strtok_r(text, " ", &save); w; w = strtok_r(NULL, " ", &save))
		argv[argc++] = w;
	argv[argc] = NULL;
	stderr = open_memstream(&messages, &size);
	ck_assert_ptr_nonnull(stderr);
	optind = 0; /* from the start, GNU's way */
	do {
		index = -1;
		optopt = 0;
		if (how == SHORT)
			r = getopt(argc, argv, optstring);
		else if (how == LONG)
			r = getopt_long(argc, argv, optstring, longs, &index);
		else
			r = getopt_long_only(argc, argv, optstring, longs, &index);
		if (r == -1)
			break;
		if (r == 0)
			n += sprintf(out + n, "=%d", flag);
		else if (r == 1)
			n += sprintf(out + n, "1");
		else
			n += sprintf(out + n, "%c", r);
		if (index >= 0)
			n += sprintf(out + n, "#%d", index);
		if (r == '?' || r == ':')
			n += sprintf(out + n, "<%c>", optopt ? optopt : '0');
		if (optarg)
			n += sprintf(out + n, "(%s)", optarg);
		n += sprintf(out + n, " ");
	} while (n < sizeof(out) - 64);
	n += sprintf(out + n, "|");
	for (; optind < argc; optind++)
		n += sprintf(out + n, " %s", argv[optind]);
	fclose(stderr);
	stderr = was;
	if (size > 0)
		sprintf(out + n, " ! %s", messages);
	free(messages);
	return out;
}

START_TEST(letters)
{
	static const char *const cases[][3] = {
		{ "ab:c", "p -a -b x -c y", "a b(x) c | y" },
		{ "ab:c", "p -abx y", "a b(x) | y" },
		{ "ab:c", "p -ab x y", "a b(x) | y" },
		{ "ab:c", "p -b=x", "b(=x) |" },
		{ "ab::c", "p -b x -b=y -bz", "b b(=y) b(z) | x" },
		{ "ab", "p x -a y -b z", "a b | x y z" },
		{ "ab", "p x -a -- y -b z", "a | x y -b z" },
		{ "ab", "p x y -- z", "| x y z" },
		{ "ab", "p -- -a", "| -a" },
		{ "ab", "p - -a", "a | -" },
		{ "ab", "p -a - -b", "a b | -" },
		{ "b:", "p -b -", "b(-) |" },
		{ "b:", "p -b --", "b(--) |" },
		{ "b:", "p x -b -- y", "b(--) | x y" },
		{ "+ab", "p -a x -b", "a | x -b" },
		{ "+ab", "p - -b", "| - -b" },
		{ "-ab", "p -a x -b y", "a 1(x) b 1(y) |" },
		{ "-ab", "p x -- y -a", "1(x) | y -a" },
		{ "ab", "p -x -a", "?<x> a | ! p: invalid option -- 'x'\n" },
		{ "ab", "p -axb", "a ?<x> b | ! p: invalid option -- 'x'\n" },
		{ "ab", "p -:", "?<:> | ! p: invalid option -- ':'\n" },
		{ "ab:", "p -b", "?<b> | ! p: option requires an argument -- 'b'\n" },
		{ ":ab:", "p -b", ":<b> |" },
		{ ":ab:", "p -x -ab", "?<x> a :<b> |" },
		{ "+:b:", "p -x y -b", "?<x> | y -b" },
		{ "a", "p --", "|" },
		{ "a", "p", "|" },
		{ "a", "p --b",
		  "?<-> ?<b> | ! p: invalid option -- '-'\np: invalid option -- 'b'\n" },
		{ "", "p x", "| x" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ck_assert_str_eq(parse(SHORT, cases[i][0], cases[i][1]), cases[i][2]);
}
END_TEST

START_TEST(names)
{
	static const char *const cases[][3] = {
		{ "af:", "p --all --file=x --file y z", "a#0 f#1(x) f#1(y) | z" },
		{ "af:", "p x --all y --file z", "a#0 f#1(z) | x y" },
		{ "af:", "p --file= --file",
		  "f#1() ?<f> | ! p: option '--file' requires an argument\n" },
		{ ":af:", "p --file", ":<f> |" },
		{ "a", "p --al --set", "a#0 =7#6 |" },
		{ "a", "p --all=1", "?<a> | ! p: option '--all' doesn't allow an argument\n" },
		{ "a", "p --fi x",
		  "?<0> | x ! p: option '--fi' is ambiguous; possibilities: '--file' '--fill' "
		  "'--filler'\n" },
		{ "a", "p --fill x", "F#2(x) |" },
		{ "a", "p --fille", "R#3 |" },
		{ "a", "p --col --col=x --colour y", "C#4 C#4(x) C#4 | y" },
		{ "a", "p --none -a", "?<0> a | ! p: unrecognized option '--none'\n" },
		{ "a", "p --none=x", "?<0> | ! p: unrecognized option '--none=x'\n" },
		{ "a", "p -- --all", "| --all" },
		{ "a", "p -all",
		  "a ?<l> ?<l> | ! p: invalid option -- 'l'\np: invalid option -- 'l'\n" },
		{ "+a", "p --all x --set", "a#0 | x --set" },
		{ "-a", "p x --all y", "1(x) a#0 1(y) |" },
		{ "aW;", "p -W all -Wfile=x -W set y", "a#0 f#1(x) =7#6 | y" },
		{ "aW;", "p -W none", "?<0> | ! p: unrecognized option '-W none'\n" },
		{ "aW;", "p -W", "?<W> | ! p: option requires an argument -- 'W'\n" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ck_assert_str_eq(parse(LONG, cases[i][0], cases[i][1]), cases[i][2]);
}
END_TEST

START_TEST(names_after_one_dash)
{
	static const char *const cases[][3] = {
		{ "abf:", "p -all -file x -set y", "a#0 f#1(x) =7#6 | y" },
		{ "abf:", "p --all -ab -fx -f y", "a#0 a b f(x) f(y) |" },
		{ "b", "p -a -zz", "a#0 ?<0> | ! p: unrecognized option '-zz'\n" },
		{ "b", "p -bz", "b ?<z> | ! p: invalid option -- 'z'\n" },
		{ "b", "p -fill x", "F#2(x) |" },
		{ "b", "p -col",
		  "?<0> | ! p: option '-col' is ambiguous; possibilities: '-colour' "
		  "'-color'\n" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		ck_assert_str_eq(parse(ONLY, cases[i][0], cases[i][1]), cases[i][2]);
}
END_TEST

START_TEST(what_the_program_says)
{
	static char *argv[] = { "p", "x", "-z", "-a", NULL };

	opterr = 0;
	ck_assert_str_eq(parse(SHORT, "a", "p -x"), "?<x> |");
	ck_assert_str_eq(parse(LONG, "a", "p --none --fi"), "?<0> ?<0> |");
	opterr = 1;
	setenv("POSIXLY_CORRECT", "1", 1);
	ck_assert_str_eq(parse(SHORT, "a", "p -a x -a"), "a | x -a");
	unsetenv("POSIXLY_CORRECT");
	/* A second line without GNU's 0, and one that begins further on. */
	ck_assert_str_eq(parse(SHORT, "a", "p -a x -a"), "a a | x");
	optind = 3;
	ck_assert_int_eq(getopt(4, argv, "a"), 'a');
	ck_assert_int_eq(getopt(4, argv, "a"), -1);
	ck_assert_int_eq(optind, 4);
	ck_assert_str_eq(argv[1], "x");
	optind = 1;
	opterr = 0;
	ck_assert_int_eq(getopt(4, argv, "a"), '?');
	ck_assert_int_eq(optopt, 'z');
	ck_assert_int_eq(getopt(4, argv, "a"), 'a');
	ck_assert_int_eq(getopt(4, argv, "a"), -1);
	ck_assert_int_eq(optind, 3);
	ck_assert_str_eq(argv[3], "x");
	opterr = 1;
}
END_TEST

SUITE("options", letters, names, names_after_one_dash, what_the_program_says)
