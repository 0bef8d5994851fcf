/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Growing lists of words and growing strings. ukrun cannot go on without
 * memory, so these end it when there is none.
 */
#ifndef UKRUN_WORDS_H
#define UKRUN_WORDS_H

#include <stddef.h>

struct words {
	char **v; /* NULL-terminated once a word was added */
	size_t n;
};

struct text {
	char *s; /* always terminated; NULL while empty */
	size_t len;
};

/* Append a copy of @word, a formatted word. */
void words_add(struct words *w, const char *word);
void words_addf(struct words *w, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

void text_add(struct text *t, const char *s, size_t len);
void text_adds(struct text *t, const char *s);
void text_addf(struct text *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
