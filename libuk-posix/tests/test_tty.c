/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The line discipline, by a table of what is typed, what is read and what is seen. Natively the
 * build machine's own pseudo-terminal must agree with each line of the table.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include "tests/suite.h"
#include "tty/tty_priv.h"
#ifdef UK_NATIVE_TESTS
#include "tests/tty_pty.h"
#endif

static struct uk_tty tty;
static char seen[65536];
static size_t nseen;
static int signals, last_signal;

static void put(struct uk_tty *t, const char *buf, size_t len)
{
	(void)t;
	ck_assert(nseen + len <= sizeof(seen));
	memcpy(seen + nseen, buf, len);
	nseen += len;
}

static void on_signal(struct uk_tty *t, int sig)
{
	(void)t;
	signals++;
	last_signal = sig;
}

static void begin(void)
{
	memset(&tty, 0, sizeof(tty));
	tty.put = put;
	tty.signal = on_signal;
	uk_tty_modes_cooked(&tty.modes);
	nseen = 0;
	signals = 0;
}

static void type(const char *s)
{
	ck_assert_uint_eq(uk_tty_input(&tty, s, strlen(s)), strlen(s));
}

/* A read of @len bytes gets @s. */
static void gets_(size_t len, const char *s)
{
	char b[8192];
	size_t n = uk_tty_take(&tty, b, len);

	ck_assert_uint_eq(n, strlen(s));
	ck_assert_int_eq(memcmp(b, s, n), 0);
}

static void sees(const char *s)
{
	seen[nseen] = '\0';
	ck_assert_str_eq(seen, s);
	nseen = 0;
}

struct line {
	const char *typed;
	const char *reads; /* of `len` bytes, each followed by '|' */
	const char *seen;
	tcflag_t i, o, l;    /* modes other than those of a login: their bits are turned over */
	size_t len;	     /* 0: 1000 */
	const char *cc;	     /* pairs of index and character, or NULL */
	const char *written; /* by the program, before anything is typed */
};

#define CC(i, c)                \
	(const char[])          \
	{                       \
		(i) + 1, (c), 0 \
	}

/* clang-format off */
static const struct line table[] = {
	/* Lines, their ends. */
	{ "abc\n", "abc\n|", "abc\r\n" },
	{ "abc\r", "abc\n|", "abc\r\n" },
	{ "a\nb\n\n", "a\n|b\n|\n|", "a\r\nb\r\n\r\n" },
	{ "abcdef\n", "abc|def|\n|", "abcdef\r\n", .len = 3 },
	{ "abc\n", "abc\n|", "abc\r\n", .len = 4 },
	{ "a\004b\n", "a|b\n|", "ab\r\n" },
	{ "\004b\n", "|b\n|", "b\r\n" },
	{ "abc\004d\n", "abc|d\n|", "abcd\r\n", .len = 3 }, /* EOF right behind */
	{ "abc\004\004d\n", "abc|" "|d\n|", "abcd\r\n", .len = 3 },
	{ "a\rb\n", "a\rb\n|", "a^Mb\r\n", .i = ICRNL },
	{ "a\rb\n", "ab\n|", "ab\r\n", .i = IGNCR },
	{ "a\nb\004", "a\rb|", "a^Mb", .i = INLCR | ICRNL },
	{ "a\nb\r", "a\rb\n|", "a^Mb\r\n", .i = INLCR },
	{ "\341bc\n", "abc\n|", "abc\r\n", .i = ISTRIP },
	{ "\377a\n", "\377\377a\n|", "\377a\r\n", .i = PARMRK },
	{ "a;b\n", "a;|b\n|", "a;b\r\n", .cc = CC(VEOL, ';') },
	{ "a;b\n", "a;|b\n|", "a;b\r\n", .cc = CC(VEOL2, ';') },
	{ "a;b\n", "a;b\n|", "a;b\r\n", .cc = CC(VEOL2, ';'), .l = IEXTEN },
	{ "a\nb\n", "a\n|b\n|", "a\r\nb\r\n", .cc = CC(VEOF, '#') },
	{ "a#", "a|", "a", .cc = CC(VEOF, '#') },
	/* ERASE, WERASE, KILL. */
	{ "ab\177c\n", "ac\n|", "ab\b \bc\r\n" },
	{ "\177\177a\n", "a\n|", "a\r\n" },
	{ "a\n\177b\n", "a\n|b\n|", "a\r\nb\r\n" },
	{ "ab\177\177\177c\n", "c\n|", "ab\b \b\b \bc\r\n" },
	{ "ab#c\n", "ac\n|", "ab\b \bc\r\n", .cc = CC(VERASE, '#') },
	{ "ab\177c\n", "ac\n|", "ab^?c\r\n", .l = ECHOE },
	{ "a\001\177c\n", "ac\n|", "a^A\b \b\b \bc\r\n" },
	{ "a\001\177c\n", "ac\n|", "a\001c\r\n", .l = ECHOCTL },
	{ "\303\244\177b\n", "b\n|", "\303\244\b \bb\r\n" }, /* a character of two bytes */
	{ "\303\244\177b\n", "\303b\n|", "\303\244\b \bb\r\n", .i = IUTF8 },
	{ "\244\177b\n", "\244b\n|", "\244b\r\n" }, /* half of one stays */
	{ "a\tb\177\177c\n", "ac\n|", "a\tb\b \b\b\b\b\b\b\b\bc\r\n" },
	{ "a\t\t\177c\n", "a\tc\n|", "a\t\t\b\b\b\b\b\b\b\bc\r\n" },
	{ "\001\t\177c\n", "\001c\n|", "^A\t\b\b\b\b\b\bc\r\n" },
	{ "a\t\177c\n", "ac\n|", "pr> a\t\b\b\bc\r\n", .written = "pr> " },
	{ "one two_3 \027x\n", "one x\n|", "one two_3 \b \b\b \b\b \b\b \b\b \b\b \bx\r\n" },
	{ "one, ,\027x\n", "x\n|", "one, ,\b \b\b \b\b \b\b \b\b \b\b \bx\r\n" },
	{ "a b\027x\n", "a b\027x\n|", "a b^Wx\r\n", .l = IEXTEN },
	{ "abc\025d\n", "d\n|", "abc\b \b\b \b\b \bd\r\n" },
	{ "abc\025d\n", "d\n|", "abc^U\r\nd\r\n", .l = ECHOKE },
	{ "abc\025d\n", "d\n|", "abc^Ud\r\n", .l = ECHOKE | ECHOK },
	{ "abc\025d\n", "d\n|", "abc^U\r\nd\r\n", .l = ECHOE },
	{ "ab\177\177c\n", "c\n|", "ab\\ba/c\r\n", .l = ECHOPRT },
	{ "abc\177d\n", "abd\n|", "abc\\c/d\r\n", .l = ECHOPRT },
	{ "ab\177\022c\n", "ac\n|", "ab\b \b^R\r\nac\r\n" },
	/* LNEXT. */
	{ "a\026\177b\n", "a\177b\n|", "a^\b^?b\r\n" },
	{ "a\026\nb\n", "a\nb\n|", "a^\b^Jb\r\n" },
	{ "a\026\004b\n", "a\004b\n|", "a^\b^Db\r\n" },
	{ "a\026\003b\n", "a\003b\n|", "a^\b^Cb\r\n" },
	{ "a\026b\n", "a\026b\n|", "a^Vb\r\n", .l = IEXTEN },
	/* Echo. */
	{ "abc\n", "abc\n|", "", .l = ECHO },
	{ "abc\n", "abc\n|", "\r\n", .l = ECHO | ECHONL },
	{ "ab\177\025\027c\n", "c\n|", "", .l = ECHO },
	{ "\001\t\033\n", "\001\t\033\n|", "^A\t^[\r\n" },
	{ "\001\n", "\001\n|", "\001\r\n", .l = ECHOCTL },
	{ "ab\n", "ab\n|", "ab\n", .o = OPOST },
	{ "ab\n", "ab\n|", "ab\n", .o = ONLCR },
	/* Signals: not read, and what was typed is thrown away. */
	{ "abc\003d\n", "d\n|", "abc^Cd\r\n" },
	{ "ab\ncd\034e\n", "e\n|", "ab\r\ncd^\\e\r\n" },
	{ "abc\032d\n", "d\n|", "abc^Zd\r\n" },
	{ "abc\003d\n", "abcd\n|", "abc^Cd\r\n", .l = NOFLSH },
	{ "abc\003d\n", "abc\003d\n|", "abc^Cd\r\n", .l = ISIG },
	/* STOP and START are not read. */
	{ "a\023\021b\n", "ab\n|", "ab\r\n" },
	{ "a\023b\n", "ab\n|", "ab\r\n", .i = IXANY },
	{ "a\023b\n", "a\023b\n|", "a^Sb\r\n", .i = IXON },
	/* Without lines. */
	{ "ab\177\004\n", "ab\177\004\n|", "ab^?^D^J", .l = ICANON },
	{ "abc\r", "ab|c\n|", "abc\r\n", .l = ICANON, .len = 2 },
	{ "a\003b", "a\003b|", "", .l = ICANON | ECHO | ISIG },
	{ "ab\n", "ab\n|", "", .l = ICANON | ECHO | ECHONL },
	/* Output. */
	{ "\n", "\n|", "a\r\nb\tc\r\n", .written = "a\nb\tc" },
	{ "\n", "\n|", "a\nb\n", .written = "a\nb", .o = OPOST },
	{ "\n", "\n|", "a       b  \bc\r\n", .written = "a\tb  \bc", .o = XTABS },
	{ "\n", "\n|", "ABC\r\n", .written = "aBc", .o = OLCUC },
	{ "\n", "\n|", "a\nb\r\n", .written = "a\rb", .o = OCRNL },
	{ "\n", "\n|", "a\r\r\n\r\n", .written = "\ra\r\r\n", .o = ONOCR },
	{ "\n", "\n|", "ab\n\n", .written = "ab\n\r", .o = ONLCR | ONLRET | ONOCR },
};
/* clang-format on */

static struct termios modes_of(const struct line *l)
{
	struct termios m;

	uk_tty_modes_cooked(&m);
	m.c_iflag ^= l->i;
	m.c_oflag ^= l->o;
	m.c_lflag ^= l->l;
	for (const char *c = l->cc; c && *c; c += 2)
		m.c_cc[c[0] - 1] = (cc_t)c[1];
	return m;
}

static size_t add(char *to, size_t at, const char *from, size_t n)
{
	memcpy(to + at, from, n);
	to[at + n] = '|';
	to[at + n + 1] = '\0';
	return at + n + 1;
}

START_TEST(the_table)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const struct line *l = &table[i];
		char reads[1000] = "", b[1000];
		size_t at = 0;

		begin();
		tty.modes = modes_of(l);
		if (l->written)
			uk_tty_output(&tty, l->written, strlen(l->written));
		type(l->typed);
		while (tty.tail != (tty.modes.c_lflag & ICANON ? tty.canon : tty.head))
			at = add(reads, at, b, uk_tty_take(&tty, b, l->len ? l->len : 1000));
		seen[nseen] = '\0';
		ck_assert_msg(strcmp(reads, l->reads) == 0, "line %zu: read %s", i, reads);
		ck_assert_msg(strcmp(seen, l->seen) == 0, "line %zu: seen %s", i, seen);
	}
}
END_TEST

#ifdef UK_NATIVE_TESTS
/* How much is seen when the first @n bytes were typed. */
static size_t seen_by_then(const struct line *l, size_t n)
{
	begin();
	tty.modes = modes_of(l);
	if (l->written)
		uk_tty_output(&tty, l->written, strlen(l->written));
	uk_tty_input(&tty, l->typed, n);
	return nseen;
}

START_TEST(the_table_as_on_linux)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		const struct line *l = &table[i];
		struct termios m = modes_of(l);
		char reads[1000] = "", shown[1000], b[1000];
		size_t at = 0, first, before;
		int fds[2];

		if (!pty_open(fds, &m)) {
			printf("SKIP: no pseudo-terminals here\n");
			return;
		}
		if (l->written)
			pty_write(fds, l->written, strlen(l->written));
		/* What keys for signals throw away may be echoes: these first. */
		first = strcspn(l->typed, "\003\034\032");
		before = seen_by_then(l, first);
		memset(shown, 0, sizeof(shown));
		pty_type(fds, l->typed, first);
		ck_assert_msg(pty_seen(fds, shown, before), "line %zu: more than %s", i, shown);
		pty_type(fds, l->typed + first, strlen(l->typed) - first);
		ck_assert_msg(pty_seen(fds, shown + before, strlen(l->seen) - before),
			      "line %zu: more than %s", i, shown);
		while (at < strlen(l->reads)) {
			long n = pty_read(fds, b, l->len ? l->len : 1000);

			ck_assert_msg(n >= 0, "line %zu: no read", i);
			at = add(reads, at, b, (size_t)n);
		}
		ck_assert_msg(strcmp(reads, l->reads) == 0, "line %zu: read %s", i, reads);
		ck_assert_msg(strcmp(shown, l->seen) == 0, "line %zu: seen %s", i, shown);
		pty_close(fds);
	}
}
END_TEST
#endif

START_TEST(keys_send_signals)
{
	begin();
	type("a\003");
	ck_assert_int_eq(last_signal, SIGINT);
	type("\034");
	ck_assert_int_eq(last_signal, SIGQUIT);
	type("\032");
	ck_assert_int_eq(last_signal, SIGTSTP);
	ck_assert_int_eq(signals, 3);
	tty.modes.c_cc[VINTR] = 0; /* disabled */
	ck_assert_uint_eq(uk_tty_input(&tty, "\003\0", 2), 2);
	ck_assert_int_eq(signals, 3);
}
END_TEST

START_TEST(stopped_output_waits)
{
	begin();
	type("\023");
	ck_assert(tty.stopped);
	type("abc\n");
	sees("");
	gets_(100, "abc\n");
	type("\021");
	ck_assert(!tty.stopped);
	sees("abc\r\n");
	type("\023abc\003"); /* INTR starts again, and drops what was to be seen */
	ck_assert(!tty.stopped);
	sees("^C");
	type("\023");
	tty.modes.c_iflag |= IXANY;
	type("x");
	sees("x");
	tty.modes.c_iflag &= ~(tcflag_t)IXANY;
	type("\023");
	for (int i = 0; i < 3000; i++)
		type(i % 100 ? "x" : "\n"); /* more than is kept */
	ck_assert_uint_eq(tty.nout, UK_TTY_OUT);
	uk_tty_start(&tty);
	ck_assert_uint_eq(nseen, UK_TTY_OUT);
}
END_TEST

START_TEST(a_line_has_an_end)
{
	static char x[UK_TTY_RING * 2];
	char b[UK_TTY_RING * 2];
	size_t n;

	begin();
	memset(x, 'x', sizeof(x));
	ck_assert_uint_eq(uk_tty_input(&tty, x, sizeof(x)), sizeof(x));
	nseen = 0;
	type("\n");
	n = uk_tty_take(&tty, b, sizeof(b));
	ck_assert_uint_eq(n, UK_TTY_RING); /* what was too much is lost, not the end */
	ck_assert_int_eq(b[n - 1], '\n');
	ck_assert_int_eq(b[n - 2], 'x');
	ck_assert_uint_eq(uk_tty_count(&tty), 0);
}
END_TEST

START_TEST(whole_lines_wait_for_the_reader)
{
	static char lines[UK_TTY_RING * 2];
	char b[16];
	size_t n, total = 0;

	begin();
	for (size_t i = 0; i < sizeof(lines); i++)
		lines[i] = i % 8 == 7 ? '\n' : 'y';
	while (total < sizeof(lines)) {
		nseen = 0;
		n = uk_tty_input(&tty, lines + total, sizeof(lines) - total);
		ck_assert_uint_gt(n, 0);
		total += n;
		if (total < sizeof(lines))
			ck_assert_uint_eq(uk_tty_input(&tty, lines, 1), 0);
		for (int i = 0; i < 300 && uk_tty_readable(&tty); i++)
			ck_assert_uint_eq(uk_tty_take(&tty, b, sizeof(b)), 8);
	}
}
END_TEST

START_TEST(counting)
{
	begin();
	type("ab");
	ck_assert_uint_eq(uk_tty_count(&tty), 0);
	ck_assert(!uk_tty_readable(&tty));
	type("c\nd\004");
	ck_assert_uint_eq(uk_tty_count(&tty), 5);
	ck_assert(uk_tty_readable(&tty));
	begin();
	type("\004");
	ck_assert_uint_eq(uk_tty_count(&tty), 0);
	ck_assert(uk_tty_readable(&tty));
	gets_(10, "");
	ck_assert(!uk_tty_readable(&tty));
	begin();
	tty.modes.c_lflag &= ~(tcflag_t)ICANON;
	tty.modes.c_cc[VMIN] = 3;
	type("ab");
	ck_assert_uint_eq(uk_tty_count(&tty), 2);
	ck_assert(!uk_tty_readable(&tty));
	tty.modes.c_cc[VTIME] = 1;
	ck_assert(uk_tty_readable(&tty));
	tty.modes.c_cc[VTIME] = 0;
	type("c");
	ck_assert(uk_tty_readable(&tty));
	tty.modes.c_cc[VMIN] = 0;
	gets_(3, "abc");
	ck_assert(!uk_tty_readable(&tty));
}
END_TEST

START_TEST(modes_change_between_lines)
{
	struct termios cooked, raw;

	begin();
	cooked = raw = tty.modes;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	type("ab");
	uk_tty_set(&tty, &raw);
	gets_(1, "a");
	type("c");
	gets_(9, "bc");
	type("de");
	uk_tty_set(&tty, &cooked);
	gets_(9, "de"); /* what was there is a line */
	type("f\n");
	gets_(9, "f\n");
	type("g");
	uk_tty_set(&tty, &cooked);
	type("h\n");
	gets_(9, "gh\n");
	type("ij");
	uk_tty_flush_input(&tty);
	type("k\n");
	gets_(9, "k\n");
	/* STOP, and then no key that would start it. */
	type("\023");
	raw.c_iflag &= ~(tcflag_t)IXON;
	uk_tty_set(&tty, &raw);
	ck_assert(!tty.stopped);
}
END_TEST

START_TEST(the_end_of_input_ends_a_line)
{
	begin();
	uk_tty_hangup(&tty);
	ck_assert(!uk_tty_readable(&tty));
	type("a\nbc");
	uk_tty_hangup(&tty);
	gets_(9, "a\n");
	gets_(9, "bc");
	ck_assert(!uk_tty_readable(&tty));
}
END_TEST

/* Any bytes in any modes: nothing is read that was not typed, and nothing is out of bounds. */
START_TEST(anything_goes)
{
	unsigned long r = 12345;
	char b[64];

	begin();
	for (long i = 0; i < 200000; i++) {
		char c[3];

		r = r * 6364136223846793005u + 1442695040888963407u;
		for (int k = 0; k < 3; k++)
			c[k] = (char)(r >> (24 + 8 * k) & (r & 0x100000 ? 0xff : 0x1f));
		nseen = 0;
		uk_tty_input(&tty, c, 3);
		ck_assert(tty.head - tty.tail <= UK_TTY_RING);
		ck_assert(tty.canon - tty.tail <= tty.head - tty.tail ||
			  !(tty.modes.c_lflag & ICANON));
		if (r >> 60 == 1)
			ck_assert(uk_tty_take(&tty, b, sizeof(b)) <= sizeof(b));
		if (r >> 56 == 0x77) {
			struct termios m = tty.modes;

			m.c_iflag ^= (tcflag_t)(r >> 8) & 07777;
			m.c_lflag ^= (tcflag_t)(r >> 20) & 0107777;
			m.c_oflag ^= (tcflag_t)(r >> 16) & 014077;
			uk_tty_set(&tty, &m);
		}
	}
}
END_TEST

#ifdef UK_NATIVE_TESTS
SUITE("terminal", the_table, the_table_as_on_linux, keys_send_signals, stopped_output_waits,
      a_line_has_an_end, whole_lines_wait_for_the_reader, counting, modes_change_between_lines,
      the_end_of_input_ends_a_line, anything_goes)
#else
SUITE("terminal", the_table, keys_send_signals, stopped_output_waits, a_line_has_an_end,
      whole_lines_wait_for_the_reader, counting, modes_change_between_lines,
      the_end_of_input_ends_a_line, anything_goes)
#endif
