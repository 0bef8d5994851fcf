/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The cpio reader, in TAP: a good archive, one fault of each kind, every cut, and random
 * changes. The archive is copied into memory of exactly its size, so that
 * AddressSanitizer sees the first byte read behind it.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../initrd/archive.h"

#define CHECK(c)                                                                \
	do {                                                                    \
		if (!(c)) {                                                     \
			printf("not ok - %s:%d: %s\n", __FILE__, __LINE__, #c); \
			exit(1);                                                \
		}                                                               \
	} while (0)

static char good[2048];
static size_t good_len;

static void add(const char *name, uint32_t mode, const char *data)
{
	char *h = good + good_len;
	size_t n = strlen(name) + 1, size = strlen(data);

	sprintf(h, "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x", 1u,
		(unsigned)mode, 0u, 0u, 1u, 0u, (unsigned)size, 0u, 0u, 0u, 0u, (unsigned)n,
		0u);
	memcpy(h + 110, name, n);
	memcpy(h + ((110 + n + 3) & ~(size_t)3), data, size);
	good_len += (((110 + n + 3) & ~(size_t)3) + size + 3) & ~(size_t)3;
}

/* Entries read, or -1 if the archive is refused; every byte that is offered is touched. */
static int read_all(const char *from, size_t len)
{
	char *p = malloc(len ? len : 1);
	struct archive a = { .p = p, .len = len };
	struct archive_entry e;
	volatile unsigned sum = 0;
	int r, n = 0;

	CHECK(p);
	memcpy(p, from, len);
	while ((r = uk_cpio_next(&a, &e)) > 0) {
		n += r == 1;
		CHECK(a.at <= len && n < 1000);
		sum += (unsigned)strlen(e.name);
		for (size_t i = 0; i < e.size; i++)
			sum += (unsigned char)e.data[i];
	}
	CHECK(r == 0 || a.why);
	free(p);
	return r < 0 ? -1 : n;
}

static void spoil(size_t at, const char *with)
{
	char bad[sizeof(good)];

	memcpy(bad, good, sizeof(bad));
	memcpy(bad + at, with, strlen(with));
	CHECK(read_all(bad, good_len) == -1);
}

int main(void)
{
	char bad[sizeof(good)];
	uint32_t x = 1;

	add("dir", 040755, "");
	add("dir/a.txt", 0100644, "some bytes of a file");
	add("link", 0120777, "dir/a.txt");
	add("TRAILER!!!", 0, "");
	CHECK(read_all(good, good_len) == 3);
	CHECK(read_all(good, 0) == 0);
	printf("ok 1 - a good archive\n");
	spoil(0, "070702x");   /* a field that is no number */
	spoil(0, "\x1f\x8b");  /* compressed */
	spoil(54, "ffffffff"); /* size */
	spoil(94, "00000000"); /* no name */
	spoil(94, "7fffffff"); /* a name too long */
	spoil(94, "00000003"); /* not terminated where it says */
	printf("ok 2 - a fault of each kind is refused\n");
	for (size_t n = 0; n < good_len; n++)
		read_all(good, n);
	CHECK(read_all(good, 300) == -1);
	printf("ok 3 - cut at each byte\n");
	for (int i = 0; i < 200000; i++) {
		memcpy(bad, good, sizeof(bad));
		for (int k = 0; k < 1 + i % 4; k++) {
			x = x * 1664525 + 1013904223;
			bad[(x >> 8) % good_len] = (char)(x >> 24);
		}
		read_all(bad, good_len);
	}
	printf("ok 4 - 200000 random changes\n1..4\n");
	return 0;
}
