/* SPDX-License-Identifier: BSD-3-Clause */
/* Fields of wordexp(): field splitting (XCU 2.6.5), pathname expansion, quote removal. */
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include "word_priv.h"

static int add(struct word_fields *f, char c)
{
	if (f->len + 2 > f->room) {
		size_t room = f->room ? f->room * 2 : 32;
		char *text = realloc(f->text, room);

		if (!text)
			return WRDE_NOSPACE;
		f->text = text;
		f->room = room;
	}
	f->text[f->len++] = c;
	f->text[f->len] = '\0';
	f->is = true;
	f->after_ws = false;
	return 0;
}

int word_quoted(struct word_fields *f, char c)
{
	int r = strchr("*?[]\\-!^", c) ? add(f, '\\') : 0;

	return r ? r : add(f, c);
}

int word_plain(struct word_fields *f, char c)
{
	if (c == '*' || c == '?' || c == '[')
		f->magic = true;
	return add(f, c);
}

int word_split(struct word_fields *f, char c)
{
	bool space = c == ' ' || c == '\t' || c == '\n';
	int r = 0;

	if (f->one || !strchr(f->ifs, c))
		return c == '\\' ? word_quoted(f, c) : word_plain(f, c);
	if (space) {
		f->after_ws = f->after_ws || f->is;
		return word_end(f);
	}
	/* With the white space before it, it is one delimiter; alone it ends a field, if an
	 * empty one. */
	if (!f->after_ws) {
		f->is = true;
		r = word_end(f);
	}
	f->after_ws = false;
	return r;
}

void word_unquote(char *text)
{
	char *to = text;

	for (; *text; text++) {
		if (*text == '\\' && text[1])
			text++;
		*to++ = *text;
	}
	*to = '\0';
}

/* Takes @word, which may be NULL for want of memory. */
static int keep(struct word_fields *f, char *word)
{
	if (word && f->nwords == f->words_room) {
		size_t room = f->words_room ? f->words_room * 2 : 8;
		char **words = realloc(f->words, room * sizeof(*words));

		if (words) {
			f->words = words;
			f->words_room = room;
		}
	}
	if (!word || f->nwords == f->words_room) {
		free(word);
		return WRDE_NOSPACE;
	}
	f->words[f->nwords++] = word;
	return 0;
}

int word_end(struct word_fields *f)
{
	glob_t found = { 0 };
	int r = GLOB_NOMATCH;

	if (!f->is)
		return 0;
	if (f->magic)
		r = glob(f->text, 0, NULL, &found);
	if (r == 0) {
		for (size_t i = 0; i < found.gl_pathc && r == 0; i++)
			r = keep(f, strdup(found.gl_pathv[i]));
	} else if (r == GLOB_NOSPACE) {
		r = WRDE_NOSPACE;
	} else {
		if (f->len)
			word_unquote(f->text);
		r = keep(f, strdup(f->len ? f->text : ""));
	}
	if (f->magic)
		globfree(&found);
	f->len = 0;
	f->is = f->magic = false;
	return r;
}

void word_fields_free(struct word_fields *f)
{
	for (size_t i = 0; i < f->nwords; i++)
		free(f->words[i]);
	free(f->words);
	free(f->text);
}
