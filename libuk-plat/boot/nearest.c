/* SPDX-License-Identifier: BSD-3-Clause */
/* The most similar parameter name, by edit distance, for messages. */
#include "boot_priv.h"

#define NAME_MAX_LEN 40

/* Levenshtein's distance with one row; names longer than the row are cut. */
static unsigned distance(const char *a, size_t n, const char *b, size_t m)
{
	unsigned char row[NAME_MAX_LEN + 1];

	n = UK_MIN(n, (size_t)NAME_MAX_LEN);
	m = UK_MIN(m, (size_t)NAME_MAX_LEN);
	for (size_t j = 0; j <= m; j++)
		row[j] = j;
	for (size_t i = 1; i <= n; i++) {
		unsigned diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= m; j++) {
			unsigned change = diagonal + (a[i - 1] != b[j - 1]);
			unsigned skip = UK_MIN(row[j], row[j - 1]) + 1u;

			diagonal = row[j];
			row[j] = UK_MIN(change, skip);
		}
	}
	return row[m];
}

const struct uk_param *uk_param_nearest(const char *name, size_t len)
{
	const struct uk_param *best = NULL;
	unsigned best_d = len / 2 + 1;

	UK_SET_FOREACH(param, const struct uk_param, p) {
		unsigned d = distance(name, len, p->name, uk_core_strlen(p->name));

		if (d < best_d) {
			best_d = d;
			best = p;
		}
	}
	return best;
}
