/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * GNU ar's symbol index ("/" with 32-bit offsets, "/SYM64/" with 64-bit ones)
 * and long member names ("//"). Everything read is checked against the file.
 */
#include <ar.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "armap.h"

struct reader {
	struct buf file;
	const char *long_names;
	size_t long_size;
};

/* The header of the member at @at and its size; NULL if there is none. */
static const struct ar_hdr *member(const struct reader *r, uint64_t at, size_t *size)
{
	const struct ar_hdr *h;
	char text[sizeof(h->ar_size) + 1] = { 0 };
	unsigned long long n;

	if (at > r->file.n || r->file.n - at < sizeof(*h))
		return NULL;
	h = (const struct ar_hdr *)(const void *)(r->file.p + at);
	if (memcmp(h->ar_fmag, ARFMAG, 2))
		return NULL;
	memcpy(text, h->ar_size, sizeof(h->ar_size));
	n = strtoull(text, NULL, 10);
	if (n > r->file.n - at - sizeof(*h))
		return NULL;
	*size = (size_t)n;
	return h;
}

static char *name_of(const struct reader *r, const struct ar_hdr *h)
{
	size_t n = sizeof(h->ar_name), at;

	if (h->ar_name[0] == '/' && r->long_names) {
		at = strtoul(h->ar_name + 1, NULL, 10);
		if (at >= r->long_size)
			return xstrdup("?");
		for (n = 0; at + n < r->long_size && !strchr("/\n", r->long_names[at + n]); n++)
			;
		return xstrndup(r->long_names + at, n);
	}
	while (n && (h->ar_name[n - 1] == ' ' || h->ar_name[n - 1] == '/'))
		n--;
	return xstrndup(h->ar_name, n);
}

static uint64_t big_endian(const char *p, size_t n)
{
	uint64_t v = 0;

	while (n--)
		v = v << 8 | (unsigned char)*p++;
	return v;
}

bool armap_read(struct armap *m, const char *path)
{
	struct reader r = { 0 };
	const struct ar_hdr *h, *next;
	const char *index, *names, *end;
	size_t size, width, next_size;
	uint64_t n;

	*m = (struct armap){ 0 };
	if (!buf_read_file(&r.file, path) || r.file.n < SARMAG ||
	    memcmp(r.file.p, ARMAG, SARMAG))
		return false;
	h = member(&r, SARMAG, &size);
	if (!h)
		return false;
	if (!memcmp(h->ar_name, "/ ", 2))
		width = 4;
	else if (!memcmp(h->ar_name, "/SYM64/", 7))
		width = 8;
	else
		return false;
	index = (const char *)(h + 1);
	end = index + size;
	next = member(&r, (uint64_t)(end - r.file.p) + (size & 1), &next_size);
	if (next && !memcmp(next->ar_name, "// ", 3)) {
		r.long_names = (const char *)(next + 1);
		r.long_size = next_size;
	}
	if (size < width)
		return false;
	n = big_endian(index, width);
	if (n > (size - width) / width)
		return false;
	names = index + width + n * width;
	for (uint64_t i = 0; i < n; i++) {
		const char *zero = memchr(names, 0, (size_t)(end - names));
		size_t ignored;

		if (!zero)
			break;
		h = member(&r, big_endian(index + width + i * width, width), &ignored);
		strv_push(&m->symbols, names);
		strv_push(&m->members, h ? name_of(&r, h) : "?");
		names = zero + 1;
	}
	return true;
}
