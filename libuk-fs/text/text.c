/* SPDX-License-Identifier: BSD-3-Clause */
/* Text that grows. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uk/compiler.h>
#include "text.h"

static bool room(struct uk_text *t, size_t more)
{
	size_t want = UK_MAX(t->len + more, t->room * 2);
	char *p;

	if (t->failed)
		return false;
	if (t->len + more <= t->room)
		return true;
	want = UK_MAX(want, (size_t)512);
	p = realloc(t->p, want);
	if (!p) {
		t->failed = true;
		return false;
	}
	t->p = p;
	t->room = want;
	return true;
}

void uk_text_add(struct uk_text *t, const void *p, size_t len)
{
	if (!room(t, len))
		return;
	memcpy(t->p + t->len, p, len);
	t->len += len;
}

void uk_text_print(struct uk_text *t, const char *fmt, ...)
{
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	if (n >= 0 && room(t, (size_t)n + 1)) {
		vsnprintf(t->p + t->len, (size_t)n + 1, fmt, again);
		t->len += (size_t)n;
	}
	va_end(again);
	va_end(ap);
}
