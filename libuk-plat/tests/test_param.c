/* SPDX-License-Identifier: BSD-3-Clause */
/* Parameters and the command line, uk/param.h. */
#include <errno.h>
#include <stdint.h>
#include "test.h"

#define MAX 6

static unsigned long number;
UK_PARAM_UINT(test, number, number, "a number");
static bool flag;
UK_PARAM_BOOL(test, flag, flag, "a flag");
static const char *text = "default";
UK_PARAM_STRING(test, text, text, "a text");
static char seen[64];
static int custom(const char *value)
{
	if (strlen(seen) + strlen(value) >= sizeof(seen) || !strcmp(value, "bad"))
		return -EINVAL;
	strcat(seen, value);
	return 0;
}
UK_PARAM_CUSTOM(test, custom, custom, "anything but bad");

/* As `ukcc --set test.text=linked` does. */
UK_SET_ADD(param_set, struct uk_param_set, linked) = { "test.text", "linked" };

static char line[512];
static char *argv[MAX], *env[MAX];
static int argc, nenv;

/* Parse a copy of @s, with the messages in `captured`. */
static int parse(const char *s)
{
	int r;

	ck_assert_uint_lt(strlen(s), sizeof(line));
	strcpy(line, s);
	capture_begin();
	r = uk_param_parse(line, argv, &argc, env, &nenv, MAX);
	capture_end();
	return r;
}

static int set(const char *name, const char *value)
{
	return uk_param_set(name, strlen(name), value);
}

START_TEST(numbers_have_bases_and_suffixes)
{
	static const struct {
		const char *text;
		unsigned long value;
	} good[] = { { "0", 0 },
		     { "7", 7 },
		     { "0x1F", 31 },
		     { "0xabcdefABCDEF", 0xabcdefabcdef },
		     { "4K", 4096 },
		     { "4k", 4096 },
		     { "3M", 3 << 20 },
		     { "2G", 2ul << 30 },
		     { "0x10K", 16384 },
		     { "18446744073709551615", UINT64_MAX },
		     { "0xffffffffffffffff", UINT64_MAX } };
	static const char *const bad[] = { "",
					   " 1",
					   "-1",
					   "+1",
					   "0x",
					   "1x",
					   "1KB",
					   "K",
					   "1 ",
					   "1KK",
					   "g",
					   "0xg",
					   "ffff",
					   "1.5",
					   "18446744073709551616",
					   "17179869184G",
					   "0x1ffffffffffffffff" };

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		ck_assert_int_eq(set("test.number", good[i].text), 0);
		ck_assert_uint_eq(number, good[i].value);
	}
	number = 42;
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_msg(set("test.number", bad[i]) == -EINVAL, "'%s' was taken", bad[i]);
		ck_assert_uint_eq(number, 42);
	}
}
END_TEST

START_TEST(flags_have_words)
{
	static const char *const yes[] = { "on", "yes", "true", "1" }, *const no[] = {
		"off", "no", "false", "0"
	};

	for (int i = 0; i < 4; i++) {
		ck_assert_int_eq(set("test.flag", yes[i]), 0);
		ck_assert(flag);
		ck_assert_int_eq(set("test.flag", no[i]), 0);
		ck_assert(!flag);
	}
	ck_assert_int_eq(set("test.flag", ""), -EINVAL);
	ck_assert_int_eq(set("test.flag", "onn"), -EINVAL);
	ck_assert_int_eq(set("test.flag", "o"), -EINVAL);
}
END_TEST

START_TEST(names_match_in_full)
{
	ck_assert_int_eq(set("test.numbe", "1"), -ENOENT);
	ck_assert_int_eq(set("test.numbers", "1"), -ENOENT);
	ck_assert_int_eq(set("", "1"), -ENOENT);
	ck_assert_int_eq(uk_param_set("test.number=7", 11, "9"), 0);
	ck_assert_uint_eq(number, 9);
}
END_TEST

START_TEST(the_command_line_overrides_the_link)
{
	ck_assert_int_eq(uk_param_link_time(), 0);
	ck_assert_str_eq(text, "linked");
	ck_assert_int_eq(parse("test.text=booted"), 0);
	ck_assert_str_eq(text, "booted");
}
END_TEST

START_TEST(words_go_to_their_places)
{
	ck_assert_int_eq(parse("  test.number=0x10\ttest.flag=on env.HOME=/a env.X=a=b\n -- "
			       "one -- test.number=3 "),
			 0);
	ck_assert_uint_eq(number, 16);
	ck_assert(flag);
	ck_assert_int_eq(nenv, 2);
	ck_assert_str_eq(env[0], "HOME=/a");
	ck_assert_str_eq(env[1], "X=a=b");
	ck_assert_ptr_null(env[2]);
	ck_assert_int_eq(argc, 3);
	ck_assert_str_eq(argv[0], "one");
	ck_assert_str_eq(argv[1], "--");
	ck_assert_str_eq(argv[2], "test.number=3");
	ck_assert_ptr_null(argv[3]);
	ck_assert_str_eq(captured, "");
}
END_TEST

START_TEST(quotes_group_and_backslashes_escape)
{
	ck_assert_int_eq(
		parse("test.text=\"a  b\\\"c\\\\\" -- \"\" x\"y z\"w \\n \\\"a\\\\\\' \\ \\"),
		0);
	ck_assert_str_eq(text, "a  b\"c\\");
	ck_assert_int_eq(argc, 5);
	ck_assert_str_eq(argv[0], "");
	ck_assert_str_eq(argv[1], "xy zw");
	ck_assert_str_eq(argv[2], "n");
	ck_assert_str_eq(argv[3], "\"a\\'"); /* as GRUB writes "a\' */
	ck_assert_str_eq(argv[4], " \\");    /* the last one has nothing to take */
}
END_TEST

START_TEST(an_empty_line_is_fine)
{
	ck_assert_int_eq(parse(""), 0);
	ck_assert_int_eq(parse(" \t "), 0);
	ck_assert_int_eq(argc + nenv, 0);
	ck_assert_int_eq(parse("--"), 0);
	ck_assert_int_eq(argc, 0);
}
END_TEST

START_TEST(custom_parameters_are_called_each_time)
{
	seen[0] = '\0';
	ck_assert_int_eq(parse("test.custom=a test.custom=b"), 0);
	ck_assert_str_eq(seen, "ab");
	ck_assert_int_eq(parse("test.custom=bad"), -EINVAL);
	ck_assert_ptr_nonnull(strstr(captured, "anything but bad"));
}
END_TEST

START_TEST(mistakes_are_explained)
{
	static const struct {
		const char *line, *says;
	} bad[] = {
		{ "test.numbr=1",
		  "no parameter 'test.numbr' in this image; did you mean 'test.number'?" },
		{ "completely.different=1",
		  "no parameter 'completely.different' in this image\n" },
		{ "test.number=many", "test.number=many: wants a number" },
		{ "test.flag=2", "wants on or off" },
		{ "quiet", "'quiet' is no parameter" },
		{ "=1", "is no parameter" },
		{ "test.text=\"open", "quote is not closed" },
		{ "env.=1", "env. without a name" },
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_msg(parse(bad[i].line) == -EINVAL, "'%s' was taken", bad[i].line);
		ck_assert_msg(strstr(captured, bad[i].says) != NULL, "'%s': %s", bad[i].line,
			      captured);
		ck_assert_int_eq(strncmp(captured, "uk: command line: ", 18), 0);
	}
}
END_TEST

START_TEST(all_mistakes_are_told_at_once)
{
	ck_assert_int_eq(parse("bad1 test.number=5 bad2"), -EINVAL);
	ck_assert_ptr_nonnull(strstr(captured, "bad1"));
	ck_assert_ptr_nonnull(strstr(captured, "bad2"));
}
END_TEST

START_TEST(too_many_words_are_refused)
{
	ck_assert_int_eq(parse("-- 1 2 3 4 5"), 0);
	ck_assert_int_eq(argc, 5);
	ck_assert_int_eq(parse("-- 1 2 3 4 5 6"), -E2BIG);
	ck_assert_int_eq(parse("env.A= env.B= env.C= env.D= env.E="), 0);
	ck_assert_int_eq(parse("env.A= env.B= env.C= env.D= env.E= env.F="), -E2BIG);
}
END_TEST

START_TEST(what_qemu_adds_is_no_mistake)
{
	/* In a machine it is none: there it names a device, which would be looked for. */
	if (strcmp(uk_plat->name, "kvm"))
		ck_assert_int_eq(parse("virtio_mmio.device=512@0xfeb00e00:12"), 0);
}
END_TEST

START_TEST(a_process_keeps_its_arguments)
{
	int r;

	strcpy(line, "test.number=8");
	ck_assert_int_eq(uk_param_parse(line, NULL, &argc, NULL, &nenv, 0), 0);
	ck_assert_uint_eq(number, 8);
	strcpy(line, "env.A=b");
	capture_begin();
	r = uk_param_parse(line, NULL, &argc, NULL, &nenv, 0);
	strcpy(line, "-- a");
	r |= uk_param_parse(line, NULL, &argc, NULL, &nenv, 0);
	capture_end();
	ck_assert_int_eq(r, -EINVAL);
	ck_assert_ptr_nonnull(strstr(captured, "UK_PARAMS: 'a' after --"));
}
END_TEST

/* Nothing here but that it ends and that the sanitizers are silent. */
START_TEST(random_bytes_are_survived)
{
	static const char alphabet[] = "test.numberflagxycdv= \t\"\\--0123KMG\xff\x01";

	srand(1);
	for (int i = 0; i < 20000; i++) {
		/* A block of exactly its size, so that ASan sees a byte beyond. */
		size_t n = (size_t)rand() % 60;
		char *s = malloc(n + 1);

		ck_assert_ptr_nonnull(s);
		for (size_t j = 0; j < n; j++)
			s[j] = i % 2 ? alphabet[(size_t)rand() % (sizeof(alphabet) - 1)]
				     : (char)(1 + rand() % 255);
		s[n] = '\0';
		seen[0] = '\0';
		capture_begin();
		uk_param_parse(s, argv, &argc, env, &nenv, MAX);
		capture_end();
		ck_assert_int_lt(argc, MAX);
		ck_assert_int_lt(nenv, MAX);
		text = "";
		free(s);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("param");
	TCase *t = tcase_create("param");

	tcase_set_timeout(t, 0);
	tcase_add_test(t, numbers_have_bases_and_suffixes);
	tcase_add_test(t, flags_have_words);
	tcase_add_test(t, names_match_in_full);
	tcase_add_test(t, the_command_line_overrides_the_link);
	tcase_add_test(t, words_go_to_their_places);
	tcase_add_test(t, quotes_group_and_backslashes_escape);
	tcase_add_test(t, an_empty_line_is_fine);
	tcase_add_test(t, custom_parameters_are_called_each_time);
	tcase_add_test(t, mistakes_are_explained);
	tcase_add_test(t, all_mistakes_are_told_at_once);
	tcase_add_test(t, too_many_words_are_refused);
	tcase_add_test(t, what_qemu_adds_is_no_mistake);
	tcase_add_test(t, a_process_keeps_its_arguments);
	tcase_add_test(t, random_bytes_are_survived);
	suite_add_tcase(s, t);
	return run_suite(s);
}
