/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Archives of an initrd, cpio and tar, with any bytes; of tar archives a second time with the
 * sums of their headers made right, which chance would not do.
 * fuzz-sources: initrd/cpio.c initrd/tar.c initrd/pax.c
 * fuzz-flags: -D_GNU_SOURCE
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "../initrd/archive.h"

#define BLOCK 512

static void read_all(const char *p, size_t len)
{
	struct archive a = { .p = p, .len = len };
	int (*next)(struct archive *, struct archive_entry *) = uk_cpio_next;
	struct archive_entry e;
	volatile unsigned sum = 0;
	int r;

	if (uk_tar_begins(&a))
		next = uk_tar_next;
	for (;;) {
		size_t at = a.at;

		r = next(&a, &e);
		if (a.at > len || (r > 0 && a.at <= at))
			abort();
		if (r <= 0)
			break;
		sum += (unsigned)strlen(e.name) + e.uid + (unsigned)e.mtime.tv_sec;
		if (e.same_as)
			sum += (unsigned)strlen(e.same_as);
		for (size_t i = 0; i < e.size; i++)
			sum += (unsigned char)e.data[i];
		if (e.mtime.tv_nsec < 0 || e.mtime.tv_nsec > 999999999)
			abort();
	}
	if (r < 0 && (r != -EINVAL || !a.why))
		abort();
}

static void mend_sums(char *p, size_t len)
{
	for (size_t at = 0; at + BLOCK <= len; at += BLOCK) {
		unsigned sum = 0;

		if (memcmp(p + at + 257, "ustar", 5) != 0)
			continue;
		memset(p + at + 148, ' ', 8);
		for (size_t i = 0; i < BLOCK; i++)
			sum += (unsigned char)p[at + i];
		snprintf(p + at + 148, 8, "%06o", sum);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	/* Of exactly its size, so that AddressSanitizer sees the first byte behind it. */
	char *p = malloc(len ? len : 1);

	if (!p)
		return 0;
	memcpy(p, data, len);
	read_all(p, len);
	mend_sums(p, len);
	read_all(p, len);
	free(p);
	return 0;
}
