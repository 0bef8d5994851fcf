/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The command line: what is ukcc's, what is gcc's, whether gcc links.
 */
#include <string.h>

#include "../../driver/args.h"
#include "unit.h"

static struct args parse(const char *line)
{
	struct args a = { 0 };
	struct strv v = { 0 };

	strv_words(&v, line);
	args_parse(&a, &v);
	return a;
}

static char *joined(const struct strv *v)
{
	struct buf b = { 0 };

	buf_str(&b, "");
	for (size_t i = 0; i < v->n; i++)
		buf_printf(&b, "%s%s", i ? " " : "", v->v[i]);
	return b.p;
}

START_TEST(modes)
{
	static const struct {
		const char *line;
		enum mode mode;
	} t[] = {
		{ "a.c", MODE_LINK },
		{ "-c a.c", MODE_GCC },
		{ "a.c -S", MODE_GCC },
		{ "-E -", MODE_GCC },
		{ "-x c -", MODE_LINK },
		{ "-v", MODE_GCC },
		{ "-o -c a.c", MODE_LINK },
		{ "", MODE_GCC },
		{ "-o x", MODE_GCC },
		{ "-MM a.c", MODE_GCC },
		{ "-MMD a.c", MODE_LINK },
		{ "-lfoo", MODE_LINK },
		{ "-I a.c", MODE_GCC },
		{ "-print-foo x", MODE_GCC },
		{ "-include -c a.c", MODE_LINK },
		{ "-Wl[-x", MODE_GCC },
		{ "-fsyntax-only a.c", MODE_GCC },
		{ "a.c --params", MODE_PARAMS },
		{ "-Xlinker -c a.c", MODE_LINK },
		{ "-MF -S a.c", MODE_LINK },
	};

	for (size_t i = 0; i < sizeof(t) / sizeof(*t); i++)
		ck_assert_msg(parse(t[i].line).mode == t[i].mode, "%s", t[i].line);
}
END_TEST

START_TEST(own_options_are_taken_out)
{
	struct args a =
		parse("-O2 --set a.b=c a.c -luk-net --initrd=d -pie -l uk-fs -luk-net -L x "
		      "--printf nano -luk-posix-impl -o out --set=d.e=");

	ck_assert_str_eq(joined(&a.gcc),
			 "-O2 a.c -luk-net -l uk-fs -luk-net -L x -luk-posix-impl -o out");
	ck_assert_str_eq(joined(&a.named), "libuk-net libuk-fs");
	ck_assert_str_eq(joined(&a.sets), "a.b=c d.e=");
	ck_assert_str_eq(joined(&a.libdirs), "x");
	ck_assert_str_eq(a.initrd, "d");
	ck_assert_str_eq(a.output, "out");
	ck_assert(a.nano);
}
END_TEST

START_TEST(linker_options)
{
	ck_assert(parse("-nostdlib a.c").no_libs);
	ck_assert(parse("-nodefaultlibs a.c").no_libs);
	ck_assert(parse("-r a.c").relocatable);
	ck_assert(parse("-T x.ld a.c").script);
	ck_assert(parse("-Tx.ld a.c").script);
	ck_assert(!parse("-Ttext 0x100000 a.c").script);
	ck_assert(parse("-nostartfiles a.c").no_start);
	ck_assert(!parse("-nostartfiles a.c").no_libs);
	ck_assert(parse("-shared a.c").shared);
	ck_assert(parse("-### a.c").dry);
	ck_assert_str_eq(parse("-ox a.c").output, "x");
	ck_assert_str_eq(parse("-print-file-name=libc.a").query, "print-file-name=libc.a");
	ck_assert_str_eq(parse("--print-sysroot").query, "print-sysroot");
}
END_TEST

START_TEST(response_files)
{
	static const char text[] = "-DA='a b' \"c \\\" d\"\te\\ f\n\n  'g''h' \"\"";
	char *path = scratch_file("args", text, sizeof(text) - 1);
	char *at = xasprintf("@%s", path);
	char *argv[] = { (char *)"ukcc", at, (char *)"@nowhere", (char *)"z" };
	struct strv v = { 0 };

	response_expand(4, argv, &v);
	ck_assert_uint_eq(v.n, 7);
	ck_assert_str_eq(v.v[0], "-DA=a b");
	ck_assert_str_eq(v.v[1], "c \" d");
	ck_assert_str_eq(v.v[2], "e f");
	ck_assert_str_eq(v.v[3], "gh");
	ck_assert_str_eq(v.v[4], "");
	ck_assert_str_eq(v.v[5], "@nowhere");
	ck_assert_str_eq(v.v[6], "z");
}
END_TEST

TCase *test_args(void)
{
	TCase *t = tcase_create("args");

	tcase_add_test(t, modes);
	tcase_add_test(t, own_options_are_taken_out);
	tcase_add_test(t, linker_options);
	tcase_add_test(t, response_files);
	return t;
}
