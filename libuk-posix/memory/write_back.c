/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What was stored to shared mappings goes to the file, page by page: a page is written from a
 * buffer, as the program may store more while the file system waits.
 */
#include <string.h>
#include <uk/init.h>
#include "memory/shared_priv.h"

static char page[UK_PAGE_SIZE]; /* of who holds uk_regions_lock */

/* Write @len bytes of the buffer to @pos. */
static int write_page(const struct uk_region *r, size_t len, off_t pos)
{
	struct iovec iov = { page, len };
	ssize_t n = 0;

	uk_regions_source = r;
	while (iov.iov_len) {
		n = r->file->ops->writev(r->file, &iov, 1, pos);
		if (n <= 0)
			break;
		iov.iov_base = (char *)iov.iov_base + n;
		iov.iov_len -= (size_t)n;
		pos += n;
	}
	uk_regions_source = NULL;
	uk_regions_written++;
	if (iov.iov_len)
		return n < 0 ? (int)n : -EIO;
	return 0;
}

int uk_region_write_back(struct uk_region *r, size_t from, size_t to)
{
	off_t size = r->copy ? r->file->ops->size(r->file) : 0;

	for (size_t at = from; r->copy && at < to; at += UK_PAGE_SIZE) {
		off_t pos = r->off + (off_t)at;
		size_t len;
		int e;

		/* What is mapped beyond the end of the file is not of the file. */
		if (pos >= size)
			break;
		len = (size_t)UK_MIN((off_t)UK_PAGE_SIZE, size - pos);
		uk_region_get(r, at, page, len);
		if (memcmp(page, r->copy + at, len) == 0)
			continue;
		e = write_page(r, len, pos);
		if (e < 0)
			return e;
		memcpy(r->copy + at, page, len);
	}
	return 0;
}

int uk_region_reread(struct uk_region *r, size_t from, size_t to)
{
	ssize_t n = (ssize_t)sizeof(page);

	for (size_t at = from; at < to && n == (ssize_t)sizeof(page); at += sizeof(page)) {
		n = uk_map_fill(page, sizeof(page), r->file, r->off + (off_t)at);
		if (n < 0)
			return (int)n;
		uk_region_put(r, at, page, (size_t)n);
	}
	return 0;
}

/* The program ended with what it had mapped. */
static void write_all(void)
{
	uk_shared_sync(0, UINTPTR_MAX, MS_ASYNC);
}
UK_TERM(UK_LEVEL_APP, write_all);
