/* SPDX-License-Identifier: BSD-3-Clause */
/* Private to wordexp(): what its steps share. Results are 0 or WRDE_…. */
#ifndef WORD_PRIV_H
#define WORD_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <wordexp.h>

/*
 * The field being made and the words that are done. A field is kept as a pattern of glob():
 * what was quoted and would mean something there has a backslash before it.
 */
struct word_fields {
	char *text; /* of the field, ending with '\0' if not NULL */
	size_t len, room;
	bool is;       /* there is a field, be it empty */
	bool magic;    /* it has *, ? or [ that was not quoted */
	bool after_ws; /* white space of IFS has just ended a field */
	bool one;      /* all is one field, without splitting or patterns */
	const char *ifs;
	char **words;
	size_t nwords, words_room;
};

/* field.c: add to the field a byte that was quoted, one that was not, one that an expansion
 * made. */
int word_quoted(struct word_fields *f, char c);
int word_plain(struct word_fields *f, char c);
int word_split(struct word_fields *f, char c);
/* The field, if there is one, becomes a word, or as many as there are paths that it matches. */
int word_end(struct word_fields *f);
/* The backslashes that word_quoted() added go. */
void word_unquote(char *text);
void word_fields_free(struct word_fields *f);

/* expand.c: expand @words into @f. */
int word_expand(const char *words, struct word_fields *f, int flags);

/* arithmetic.c: the value of expression @s. WRDE_SYNTAX if it is none. */
int word_arithmetic(const char *s, long *value);

#endif
