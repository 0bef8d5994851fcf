/* SPDX-License-Identifier: BSD-3-Clause */
/* lfind(), lsearch(): POSIX XSH. */
#include <search.h>
#include <string.h>

void *lfind(const void *key, const void *base, size_t *n, size_t width,
	    int (*compare)(const void *, const void *))
{
	const char *element = base;

	for (size_t i = 0; i < *n; i++, element += width)
		if (compare(key, element) == 0)
			return (void *)element;
	return NULL;
}

void *lsearch(const void *key, void *base, size_t *n, size_t width,
	      int (*compare)(const void *, const void *))
{
	void *element = lfind(key, base, n, width, compare);

	if (!element) {
		element = (char *)base + *n * width;
		memcpy(element, key, width);
		++*n;
	}
	return element;
}
