/* SPDX-License-Identifier: BSD-3-Clause */
/* wordexp(), wordfree(): POSIX XSH. What flags ask for, around word_expand(). */
#include <stdlib.h>
#include <string.h>
#include "word_priv.h"

/* Put the words of @f behind those that *@we has. */
static int append(wordexp_t *we, struct word_fields *f, size_t offs, size_t had)
{
	size_t n = offs + had + f->nwords + 1;
	char **v;

	/* More than fits into memory, and the arithmetic right for any we_offs. */
	if (offs > (size_t)-1 / sizeof(*v) - had - f->nwords - 1)
		return WRDE_NOSPACE;
	v = realloc(we->we_wordv, n * sizeof(*v));
	if (!v)
		return WRDE_NOSPACE;
	if (!had)
		memset(v, 0, offs * sizeof(*v));
	if (f->nwords)
		memcpy(v + offs + had, f->words, f->nwords * sizeof(*v));
	v[n - 1] = NULL;
	we->we_wordv = v;
	we->we_wordc = had + f->nwords;
	f->nwords = 0; /* they are *@we's now */
	return 0;
}

int wordexp(const char *restrict words, wordexp_t *restrict we, int flags)
{
	struct word_fields f = { .ifs = getenv("IFS") };
	size_t offs = flags & WRDE_DOOFFS ? we->we_offs : 0;
	wordexp_t before = *we;
	int r, appended;

	if (!f.ifs)
		f.ifs = " \t\n";
	if (flags & WRDE_REUSE)
		wordfree(&before);
	if (!(flags & WRDE_APPEND) || flags & WRDE_REUSE) {
		before.we_wordc = 0;
		before.we_wordv = NULL;
	}
	r = word_expand(words, &f, flags);
	if (r == 0 || r == WRDE_NOSPACE) {
		appended = append(&before, &f, offs, before.we_wordc);
		before.we_offs = offs;
		r = r ? r : appended;
	}
	/* On other errors the caller's structure is as it was, but for words it gave up. */
	if (r == 0 || r == WRDE_NOSPACE || flags & WRDE_REUSE) {
		before.we_offs = offs;
		*we = before;
	}
	word_fields_free(&f);
	return r;
}

void wordfree(wordexp_t *we)
{
	if (we->we_wordv)
		for (size_t i = 0; i < we->we_wordc; i++)
			free(we->we_wordv[we->we_offs + i]);
	free(we->we_wordv);
	we->we_wordv = NULL;
	we->we_wordc = 0;
}
