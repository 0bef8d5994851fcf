/* SPDX-License-Identifier: BSD-3-Clause */
/* Parameters, environment and arguments in the form that an image reads. */
#include <string.h>

#include "../common/say.h"
#include "cmdline.h"

/* Append @word as one word: in double quotes if it needs them. */
static void quoted(struct buf *b, const char *word)
{
	if (b->n)
		buf_str(b, " ");
	if (*word && !strpbrk(word, " \t\n\"\\")) {
		buf_str(b, word);
		return;
	}
	buf_str(b, "\"");
	for (; *word; word++) {
		if (*word == '"' || *word == '\\')
			buf_str(b, "\\");
		buf_add(b, word, 1);
	}
	buf_str(b, "\"");
}

char *cmdline_params(const struct options *o)
{
	struct buf b = { 0 };

	buf_str(&b, "");
	for (size_t i = 0; i < o->set.n; i++)
		quoted(&b, o->set.v[i]);
	return b.p;
}

void cmdline_words(const struct options *o, struct strv *words)
{
	strv_cat(words, &o->set);
	for (size_t i = 0; i < o->env.n; i++)
		strv_push(words, xasprintf("env.%s", o->env.v[i]));
	if (o->args.n)
		strv_push(words, "--");
	strv_cat(words, &o->args);
}
