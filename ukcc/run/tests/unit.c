/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Units of ukrun under ASan and UBSan: quoting, the status protocol, the
 * image's note, the filter of crash lines cut at every place, damaged images.
 * GUESTS is the directory of the test guests.
 */
#include <check.h>
#include <elf.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmdline.h"
#include "console.h"
#include "image.h"
#include "machine.h"
#include "message.h"
#include "note.h"
#include "status.h"
#include "symbols.h"

/* ukrun frees nothing: it runs once, and its memory is the size of a command line. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "detect_leaks=0";
}

static const char *guest(const char *name)
{
	static char path[4096];

	snprintf(path, sizeof(path), "%s/%s", getenv("GUESTS") ? getenv("GUESTS") : ".", name);
	return path;
}

START_TEST(words_are_quoted_only_when_needed)
{
	static const char *const cases[][2] = {
		{ "plain", "plain" },	  { "", "\"\"" },
		{ "a b", "\"a b\"" },	  { "a\tb", "\"a\tb\"" },
		{ "a\"b", "\"a\\\"b\"" }, { "a\\", "\"a\\\\\"" },
		{ "'$x'=*", "'$x'=*" },	  { "\xc3\xa9", "\xc3\xa9" },
	};
	struct text t = { 0 };
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		t.len = 0;
		cmdline_add(&t, "test", cases[i][0]);
		ck_assert_str_eq(t.s, cases[i][1]);
	}
}
END_TEST

START_TEST(arguments_follow_two_dashes)
{
	char *none[] = { NULL }, *two[] = { (char *)"a", (char *)"--", NULL };
	struct text t = { 0 };

	cmdline_end(&t, none);
	ck_assert_ptr_null(t.s);
	cmdline_end(&t, two);
	ck_assert_str_eq(t.s, "-- a --");
	t.len = 0;
	cmdline_add(&t, "test", "x.y=z");
	cmdline_end(&t, two);
	ck_assert_str_eq(t.s, "x.y=z -- a --");
}
END_TEST

START_TEST(control_characters_end_ukrun)
{
	struct text t = { 0 };

	freopen("/dev/null", "w", stderr);
	cmdline_add(&t, "test", "a\nb");
}
END_TEST

static struct status fed(const char *bytes, size_t len)
{
	struct status st = { 0 };

	for (; len; bytes++, len--) /* the hardest way: one at a time */
		status_feed(&st, (const unsigned char *)bytes, 1);
	return st;
}

START_TEST(status_is_a_kind_and_a_byte)
{
	const struct arch *x86 = arch_of(EM_X86_64);
	struct status st = fed("E\x07", 2);

	ck_assert(st.known && !st.crash);
	ck_assert_int_eq(st.value, 7);
	st = fed("C\x8b", 2);
	ck_assert(st.known && st.crash);
	ck_assert_int_eq(st.value, 139);
	ck_assert_int_eq(status_exit(&st, 0, "qemu", x86), 139);
	st = fed("E", 1);
	ck_assert(!st.known);
	st = fed("?E", 2); /* not a kind: the pair is ignored */
	ck_assert(!st.known);
	st = fed("E\0C\x86", 4);
	ck_assert_int_eq(st.value, 134);
}
END_TEST

START_TEST(a_status_that_is_qemus_own)
{
	const struct arch *arm = arch_of(EM_AARCH64);
	struct status st = { 0 };

	for (int s = 0; s < 256; s++)
		ck_assert_int_eq(status_exit(&st, s << 8, "qemu", arm), s);
	freopen("/dev/null", "w", stderr);
	ck_assert_int_eq(status_exit(&st, SIGABRT, "qemu", arm), EXIT_UKRUN);
	st = fed("X\x02", 2);
	ck_assert_int_eq(status_exit(&st, 125 << 8, "qemu", arm), EXIT_UKRUN);
}
END_TEST

START_TEST(without_a_status_qemu_says_how_it_ended)
{
	const struct arch *x86 = arch_of(EM_X86_64);
	struct status st = { 0 };

	freopen("/dev/null", "w", stderr);
	ck_assert_int_eq(status_exit(&st, 0, "qemu", x86), EXIT_GUEST_CRASH);
	ck_assert_int_eq(status_exit(&st, 1 << 8, "qemu", x86), EXIT_UKRUN);
	ck_assert_int_eq(status_exit(&st, 2 << 8, "qemu", x86), EXIT_UKRUN);
	ck_assert_int_eq(status_exit(&st, 11 << 8, "qemu", x86), 5);
	ck_assert_int_eq(status_exit(&st, SIGABRT, "qemu", x86), EXIT_UKRUN);
	st = fed("X\x02", 2);
	ck_assert_int_eq(status_exit(&st, 125 << 8, "qemu", x86), EXIT_UKRUN);
}
END_TEST

START_TEST(note_lines_match_as_a_whole)
{
	/* Not terminated: the sanitizer sees a read beyond the end. */
	static const char text[] = "class network\nclass net\nset a.b=class fs\nclass 9p";
	size_t len = sizeof(text) - 1;
	char *copy = malloc(len);
	struct image im = { .note = copy, .note_len = len };

	ck_assert_ptr_nonnull(copy);
	memcpy(copy, text, len);
	ck_assert(note_says(&im, "class", "net"));
	ck_assert(note_says(&im, "class", "9p"));
	ck_assert(!note_says(&im, "class", "fs"));
	ck_assert(!note_says(&im, "class", "9"));
	ck_assert(!note_says(&im, "clas", "s net"));
	im.note_len = 0;
	ck_assert(!note_says(&im, "class", "net"));
	im.note = NULL;
	ck_assert(!note_says(&im, "class", "net"));
	free(copy);
}
END_TEST

START_TEST(parameters_are_found_by_name)
{
	struct image im;

	image_open(&im, guest("guest-uk"));
	ck_assert(image_has_param(&im, "console.eof"));
	ck_assert(image_has_param(&im, "test.one"));
	ck_assert(!image_has_param(&im, "console.eo"));
	ck_assert(!image_has_param(&im, "console.eofx"));
	image_open(&im, guest("guest"));
	ck_assert(!image_has_param(&im, "console.eof"));
}
END_TEST

/* What the filter makes of @in, given to it in two parts. */
static char *filtered(struct symbols *s, const char *in, size_t len, size_t cut,
		      size_t *out_len)
{
	struct output out = { .symbols = s };
	int fd[2];

	ck_assert_int_eq(pipe(fd), 0);
	out.from = fd[0];
	ck_assert_int_eq(write(fd[1], in, cut), cut);
	if (cut)
		ck_assert(output_read(&out));
	ck_assert_int_eq(write(fd[1], in + cut, len - cut), len - cut);
	if (len > cut)
		ck_assert(output_read(&out));
	close(fd[0]);
	close(fd[1]);
	*out_len = out.text.len;
	return out.text.s;
}

START_TEST(frames_get_names_wherever_the_stream_is_cut)
{
	char in[256], first[1024], *out;
	struct image im;
	struct symbols s = { .image = &im };
	unsigned long long addr = 0x100000;
	size_t cut, len, n, first_len = 0;

	image_open(&im, guest("guest"));
	while (!symbols_find(&s, addr, first, sizeof(first)))
		addr++;
	snprintf(in, sizeof(in),
		 "x\nuk: #0 0x%016llx\nuk: #0 0x%llx\r\nuk: #12 0x%llxg\nuk: ", addr, addr,
		 addr);
	len = strlen(in);
	for (cut = 0; cut <= len; cut++) {
		out = filtered(&s, in, len, cut, &n);
		if (cut == 0) {
			memcpy(first, out, n + 1);
			first_len = n;
			ck_assert(first_len > len + 10);
		}
		ck_assert_int_eq(n, first_len);
		ck_assert(memcmp(out, first, n) == 0);
		free(out);
	}
}
END_TEST

START_TEST(everything_else_passes_unchanged)
{
	static char in[60000];
	struct image im;
	struct symbols s = { .image = &im };
	size_t i, n, round;
	char *out;

	image_open(&im, guest("guest"));
	srand(1);
	for (round = 0; round < 200; round++) {
		for (i = 0; i < sizeof(in); i++) /* letters that look like frames, often */
			in[i] = round % 2 ? "uk: #0x12f\n\r"[rand() % 12] : rand();
		out = filtered(round % 4 ? &s : NULL, in, sizeof(in),
			       (size_t)rand() % sizeof(in), &n);
		ck_assert_int_eq(n, sizeof(in));
		ck_assert(memcmp(out, in, n) == 0);
		free(out);
	}
}
END_TEST

START_TEST(input_is_escaped_up_to_its_end)
{
	static struct input in;
	int from[2], to[2];
	char got[64];

	ck_assert_int_eq(pipe(from), 0);
	ck_assert_int_eq(pipe(to), 0);
	ck_assert_int_eq(dup2(from[0], STDIN_FILENO), STDIN_FILENO);
	input_init(&in, to[1], true, false);
	ck_assert(input_wanted(&in));
	ck_assert_int_eq(write(from[1], "a\x10\x04", 3), 3);
	input_read(&in);
	close(from[1]);
	input_read(&in);
	ck_assert(!input_wanted(&in));
	ck_assert_int_eq(in.to, -1);
	ck_assert_int_eq(read(to[0], got, sizeof(got)), 6);
	ck_assert(memcmp(got, "a\x10\x10\x04\x10\x04", 6) == 0);
	ck_assert_int_eq(read(to[0], got, sizeof(got)), 0);
}
END_TEST

/* Everything ukrun reads of a file; ends with 0 or with the status of a refusal. */
static void look_at(const char *path)
{
	struct image im;
	struct symbols s = { .image = &im };
	unsigned long long addr;
	char buf[64];

	freopen("/dev/null", "w", stderr);
	image_open(&im, path);
	note_says(&im, "class", "net");
	image_has_param(&im, "console.eof");
	s.lines_tried = true; /* libdw is not ours to test */
	for (addr = 0xfff00; addr < 0x102000; addr += 97)
		symbols_find(&s, addr, buf, sizeof(buf));
	_exit(0);
}

static size_t load(const char *path, unsigned char *buf, size_t max)
{
	int fd = open(path, O_RDONLY);
	ssize_t n = read(fd, buf, max);

	close(fd);
	ck_assert(n > 4096);
	return (size_t)n;
}

/*
 * A byte here and there in the places that describe: the ELF header, the program
 * headers, the section headers, notes and parameters; and cuts.
 */
START_TEST(damaged_images_are_refused_or_harmless)
{
	static unsigned char good[1 << 20], bad[1 << 20];
	char path[] = "/tmp/ukrun-unit-XXXXXX";
	int fd = mkstemp(path), status, round, k, accepted = 0, refused = 0;
	size_t size = load(guest("guest-uk"), good, sizeof(good)), len, at, shoff;
	pid_t pid;

	ck_assert_int_ge(fd, 0);
	memcpy(&shoff, good + 40, sizeof(shoff));
	ck_assert(shoff < size);
	srand(2);
	for (round = 0; round < 1500; round++) {
		memcpy(bad, good, size);
		len = size;
		for (k = rand() % 3; k >= 0; k--) {
			at = rand() % 2 ? (size_t)rand() % 232
					: shoff + (size_t)rand() % (size - shoff);
			if (rand() % 8 == 0)
				at = 4096 + (size_t)rand() % (size - 4096);
			bad[at] = rand() % 4 ? rand() : 0xff;
		}
		if (rand() % 16 == 0)
			len = (size_t)rand() % size;
		ck_assert_int_eq(pwrite(fd, bad, len, 0), len);
		ck_assert_int_eq(ftruncate(fd, len), 0);
		pid = fork();
		if (pid == 0)
			look_at(path);
		ck_assert_int_eq(waitpid(pid, &status, 0), pid);
		ck_assert_msg(WIFEXITED(status), "round %d: signal %d", round,
			      WTERMSIG(status));
		status = WEXITSTATUS(status);
		accepted += status == 0;
		refused += status == EXIT_NOT_IMAGE || status == EXIT_UKRUN;
		ck_assert_msg(accepted + refused == round + 1, "round %d: status %d", round,
			      status);
	}
	ck_assert(accepted > 100 && refused > 100);
	close(fd);
	unlink(path);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("ukrun");
	TCase *t = tcase_create("units");
	SRunner *r = srunner_create(s);
	int failures;

	tcase_set_timeout(t, 120);
	tcase_add_test(t, words_are_quoted_only_when_needed);
	tcase_add_test(t, arguments_follow_two_dashes);
	tcase_add_exit_test(t, control_characters_end_ukrun, EXIT_UKRUN);
	tcase_add_test(t, status_is_a_kind_and_a_byte);
	tcase_add_test(t, without_a_status_qemu_says_how_it_ended);
	tcase_add_test(t, a_status_that_is_qemus_own);
	tcase_add_test(t, note_lines_match_as_a_whole);
	tcase_add_test(t, parameters_are_found_by_name);
	tcase_add_test(t, frames_get_names_wherever_the_stream_is_cut);
	tcase_add_test(t, everything_else_passes_unchanged);
	tcase_add_test(t, input_is_escaped_up_to_its_end);
	tcase_add_test(t, damaged_images_are_refused_or_harmless);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_NORMAL);
	failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures != 0;
}
