/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * getopt(): POSIX.1-2017, and what GNU adds: options after operands ("permuting" @argv, so that
 * operands come last), long options, optional arguments. In place of newlib's, to which "-" is
 * an option, "=" no part of an argument, and an unknown long option a row of short ones.
 *
 * argv[from] to argv[to - 1] are operands that were passed over and go behind the options up
 * to optind.
 */
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *optarg;
int optind = 1, opterr = 1, optopt = '?';

static struct {
	char *rest; /* of an element with several options */
	int from, to;
} scan;

/* One call: its arguments, and what the first characters of optstring say. */
struct call {
	int argc;
	char **argv;
	const char *options;
	const struct option *longs;
	int *index;
	bool only;   /* long options may begin with one '-' */
	bool silent; /* no messages */
	int missing; /* result where an argument is missing */
	enum { PERMUTE, OPERANDS_AS_ONE, STOP } order;
};

static void reverse(char **v, int from, int to)
{
	for (char *tmp; from < --to; from++) {
		tmp = v[from];
		v[from] = v[to];
		v[to] = tmp;
	}
}

/* The passed operands change places with the options behind them. */
static void move_operands(char **argv)
{
	reverse(argv, scan.from, scan.to);
	reverse(argv, scan.to, optind);
	reverse(argv, scan.from, optind);
	scan.from += optind - scan.to;
	scan.to = optind;
}

static void say(const struct call *c, const char *what, const char *prefix, const char *name,
		const char *end)
{
	if (c->silent)
		return;
	fputs(c->argv[0], stderr);
	fputs(what, stderr);
	fputs(prefix, stderr);
	fputs(name, stderr);
	fputs(end, stderr);
}

static int bad_letter(const struct call *c, const char *what, char letter, int result)
{
	char name[2] = { letter };

	optopt = (unsigned char)letter;
	say(c, what, " -- '", name, "'\n");
	return result;
}

static bool is_operand(const char *arg)
{
	return arg[0] != '-' || !arg[1];
}

static bool at_end(const struct call *c)
{
	return optind >= c->argc || !c->argv[optind];
}

static bool same(const struct option *a, const struct option *b)
{
	return a->has_arg == b->has_arg && a->flag == b->flag && a->val == b->val;
}

/* The one whose name is or alone begins with the @n bytes at @name; NULL: none, or @several. */
static const struct option *find_long(const struct call *c, const char *name, size_t n,
				      bool *several)
{
	const struct option *o, *found = NULL;

	*several = false;
	for (o = c->longs; o->name; o++) {
		if (strncmp(o->name, name, n) != 0)
			continue;
		if (!o->name[n]) {
			*several = false;
			return o;
		}
		if (!found)
			found = o;
		else if (c->only || !same(found, o))
			*several = true;
	}
	return *several ? NULL : found;
}

static void say_several(const struct call *c, const char *prefix, const char *name, size_t n)
{
	say(c, ": option '", prefix, name, "' is ambiguous; possibilities:");
	for (const struct option *o = c->longs; o->name && !c->silent; o++) {
		if (strncmp(o->name, name, n) != 0)
			continue;
		fputs(" '", stderr);
		fputs(prefix, stderr);
		fputs(o->name, stderr);
		fputc('\'', stderr);
	}
	if (!c->silent)
		fputc('\n', stderr);
}

/*
 * The long option in scan.rest, which followed @prefix; optind is behind it, but of its
 * argument. -1: not one, but letters that are options.
 */
static int long_option(const struct call *c, const char *prefix)
{
	char *name = scan.rest;
	size_t n = strcspn(name, "=");
	bool several;
	const struct option *o = find_long(c, name, n, &several);

	if (!o && !several && c->only && prefix[1] != '-' && strchr(c->options, *name))
		return -1;
	scan.rest = NULL;
	optind++;
	if (!o) {
		optopt = 0;
		if (several)
			say_several(c, prefix, name, n);
		else
			say(c, ": unrecognized option '", prefix, name, "'\n");
		return '?';
	}
	if (name[n]) {
		if (o->has_arg == no_argument) {
			optopt = o->val;
			say(c, ": option '", prefix, o->name, "' doesn't allow an argument\n");
			return '?';
		}
		optarg = name + n + 1;
	} else if (o->has_arg == required_argument) {
		if (at_end(c)) {
			optopt = o->val;
			say(c, ": option '", prefix, o->name, "' requires an argument\n");
			return c->missing;
		}
		optarg = c->argv[optind++];
	}
	if (c->index)
		*c->index = (int)(o - c->longs);
	if (!o->flag)
		return o->val;
	*o->flag = o->val;
	return 0;
}

static int short_option(const struct call *c)
{
	char letter = *scan.rest++;
	const char *o = strchr(c->options, letter);

	if (!*scan.rest)
		optind++;
	if (!o || letter == ':' || letter == ';')
		return bad_letter(c, ": invalid option", letter, '?');
	if (c->longs && o[0] == 'W' && o[1] == ';') { /* -W NAME is --NAME */
		if (!*scan.rest) {
			if (at_end(c))
				return bad_letter(c, ": option requires an argument", letter,
						  c->missing);
			scan.rest = c->argv[optind];
		}
		return long_option(c, "-W ");
	}
	if (o[1] != ':')
		return letter;
	if (*scan.rest) {
		optarg = scan.rest;
		optind++;
	} else if (o[2] != ':') {
		if (at_end(c)) {
			scan.rest = NULL;
			return bad_letter(c, ": option requires an argument", letter,
					  c->missing);
		}
		optarg = c->argv[optind++];
	}
	scan.rest = NULL;
	return letter;
}

/* To the next element that is an option: 0; 1: an operand, in order; -1: there is none. */
static int next_element(const struct call *c)
{
	char **argv = c->argv;

	/* The program may have moved back. */
	if (scan.to > optind)
		scan.to = optind;
	if (scan.from > optind)
		scan.from = optind;
	if (scan.from != scan.to && scan.to != optind)
		move_operands(argv);
	else if (scan.to != optind)
		scan.from = optind;
	if (c->order == PERMUTE)
		while (!at_end(c) && is_operand(argv[optind]))
			optind++;
	scan.to = optind;
	if (!at_end(c) && !strcmp(argv[optind], "--")) {
		optind++;
		if (scan.from != scan.to)
			move_operands(argv);
		else
			scan.from = optind;
		scan.to = optind = c->argc;
	}
	if (at_end(c)) {
		if (scan.from != scan.to)
			optind = scan.from;
		return -1;
	}
	if (!is_operand(argv[optind]))
		return 0;
	if (c->order == STOP)
		return -1;
	optarg = argv[optind++];
	return 1;
}

static int next_option(struct call *c)
{
	int r;

	if (c->argc < 1)
		return -1;
	optarg = NULL;
	if (optind == 0) {
		optind = 1;
		scan.rest = NULL;
	}
	if (!scan.rest && optind == 1)
		scan.from = scan.to = 1;
	if (*c->options == '-' || *c->options == '+')
		c->order = *c->options++ == '-' ? OPERANDS_AS_ONE : STOP;
	else
		c->order = getenv("POSIXLY_CORRECT") ? STOP : PERMUTE;
	c->missing = '?';
	c->silent = !opterr;
	if (*c->options == ':') {
		c->missing = ':';
		c->silent = true;
	}
	if (scan.rest && *scan.rest)
		return short_option(c);
	r = next_element(c);
	if (r != 0)
		return r;
	scan.rest = c->argv[optind] + 1;
	if (c->longs) {
		if (*scan.rest == '-') {
			scan.rest++;
			return long_option(c, "--");
		}
		if (c->only && (scan.rest[1] || !strchr(c->options, *scan.rest))) {
			r = long_option(c, "-");
			if (r != -1)
				return r;
		}
	}
	return short_option(c);
}

int getopt(int argc, char *const argv[], const char *optstring)
{
	struct call c = { .argc = argc, .argv = (char **)argv, .options = optstring };

	return next_option(&c);
}

int getopt_long(int argc, char *const argv[], const char *optstring,
		const struct option *longopts, int *index)
{
	struct call c = { .argc = argc,
			  .argv = (char **)argv,
			  .options = optstring,
			  .longs = longopts,
			  .index = index };

	return next_option(&c);
}

int getopt_long_only(int argc, char *const argv[], const char *optstring,
		     const struct option *longopts, int *index)
{
	struct call c = { .argc = argc,
			  .argv = (char **)argv,
			  .options = optstring,
			  .longs = longopts,
			  .index = index,
			  .only = true };

	return next_option(&c);
}
