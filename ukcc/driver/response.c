/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * @FILE arguments: the words of a file in place of the argument, by gcc's
 * rules (blanks separate; quotes of both kinds group; a backslash takes the
 * next character as it is; a file that cannot be read is an ordinary
 * argument; files may name files).
 */
#include <ctype.h>
#include <string.h>

#include "../common/say.h"
#include "args.h"

#define DEEPEST 64

static void expand(const char *arg, struct strv *out, int depth);

static void words(const char *s, const char *end, struct strv *out, int depth)
{
	for (;;) {
		struct buf w = { 0 };
		char quote = 0;

		while (s < end && isspace((unsigned char)*s))
			s++;
		if (s == end)
			return;
		buf_str(&w, "");
		for (; s < end && (quote || !isspace((unsigned char)*s)); s++) {
			if (*s == '\\' && s + 1 < end)
				buf_add(&w, ++s, 1);
			else if (quote ? *s == quote : *s == '"' || *s == '\'')
				quote = quote ? 0 : *s;
			else
				buf_add(&w, s, 1);
		}
		expand(w.p, out, depth + 1);
	}
}

static void expand(const char *arg, struct strv *out, int depth)
{
	struct buf text = { 0 };

	if (arg[0] != '@' || !buf_read_file(&text, arg + 1)) {
		strv_push(out, arg);
		return;
	}
	if (depth > DEEPEST)
		die("%s: response files name each other without end", arg);
	words(text.p, text.p + text.n, out, depth);
}

void response_expand(int argc, char **argv, struct strv *out)
{
	for (int i = 1; i < argc; i++)
		expand(argv[i], out, 0);
}
