/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * "Did you mean": the names nearest to a misspelt one, by the number of
 * insertions, deletions, substitutions and swaps of neighbours between them.
 */
#include <stdlib.h>
#include <string.h>

#include "mem.h"
#include "say.h"

#define LONGEST 96 /* longer names are not compared; none of ours is */

static unsigned min3(unsigned a, unsigned b, unsigned c)
{
	unsigned m = a < b ? a : b;

	return m < c ? m : c;
}

static unsigned distance(const char *a, const char *b)
{
	unsigned rows[3][LONGEST + 1];
	unsigned *older = rows[0], *old = rows[1], *row = rows[2];
	size_t na = strlen(a), nb = strlen(b);

	if (na > LONGEST || nb > LONGEST)
		return -1u;
	for (size_t j = 0; j <= nb; j++)
		old[j] = (unsigned)j;
	for (size_t i = 1; i <= na; i++) {
		unsigned *t;

		row[0] = (unsigned)i;
		for (size_t j = 1; j <= nb; j++) {
			row[j] = min3(old[j] + 1, row[j - 1] + 1,
				      old[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    older[j - 2] + 1 < row[j])
				row[j] = older[j - 2] + 1;
		}
		t = older;
		older = old;
		old = row;
		row = t;
	}
	return old[nb];
}

void nearest(const char *name, const struct strv *candidates, struct strv *out)
{
	unsigned limit = (unsigned)strlen(name) / 3 + 1;

	for (unsigned d = 0; d <= limit && !out->n; d++)
		for (size_t i = 0; i < candidates->n && out->n < 3; i++)
			if (distance(name, candidates->v[i]) == d)
				strv_add(out, candidates->v[i]);
}
