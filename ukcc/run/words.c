/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Growing lists and strings. The sizes are those of a command line, so each
 * addition reallocates.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "message.h"
#include "words.h"

static void *must(void *p)
{
	if (!p)
		die(EXIT_UKRUN, "out of memory");
	return p;
}

void words_add(struct words *w, const char *word)
{
	w->v = must(realloc(w->v, (w->n + 2) * sizeof(*w->v)));
	w->v[w->n++] = must(strdup(word));
	w->v[w->n] = NULL;
}

static char *format(const char *fmt, va_list ap)
{
	char *s;

	if (vasprintf(&s, fmt, ap) < 0)
		s = NULL;
	return must(s);
}

void words_addf(struct words *w, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = format(fmt, ap);
	va_end(ap);
	words_add(w, s);
	free(s);
}

void text_add(struct text *t, const char *s, size_t len)
{
	t->s = must(realloc(t->s, t->len + len + 1));
	memcpy(t->s + t->len, s, len);
	t->len += len;
	t->s[t->len] = 0;
}

void text_adds(struct text *t, const char *s)
{
	text_add(t, s, strlen(s));
}

void text_addf(struct text *t, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = format(fmt, ap);
	va_end(ap);
	text_adds(t, s);
	free(s);
}
