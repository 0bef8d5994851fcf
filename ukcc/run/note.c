/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Looking up a line of the image's note.
 */
#include <string.h>

#include "note.h"

bool note_says(const struct image *im, const char *key, const char *value)
{
	size_t klen = strlen(key), vlen = strlen(value), len;
	const char *p = im->note, *end = p + im->note_len, *nl;

	for (; p && p < end; p = nl + 1) {
		nl = memchr(p, '\n', (size_t)(end - p));
		if (!nl)
			nl = end;
		len = (size_t)(nl - p);
		if (len == klen + 1 + vlen && memcmp(p, key, klen) == 0 && p[klen] == ' ' &&
		    memcmp(p + klen + 1, value, vlen) == 0)
			return true;
	}
	return false;
}
