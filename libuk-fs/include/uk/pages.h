/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A cache of files' contents, for file systems whose data is far away (9P, block devices).
 *
 *	struct uk_pages, one in each cached file    index -> page of 4096 bytes, a copy
 *	all together                                one LRU list, at most fs.cache bytes
 *
 * The cache never calls a file system: it is filled by uk_pages_put with what was read, and
 * emptied by uk_pages_drop when a write, a truncation or somebody else changed the file. Pages
 * are clean, always: writes go to the file system first, so fsync has nothing to do here, and
 * any page may be given up at any time. Call from threads; nothing here blocks.
 */
#ifndef UK_PAGES_H
#define UK_PAGES_H

#include <stddef.h>
#include <stdint.h>
#include <uk/list.h>

#define UK_PAGES_SIZE 4096u

struct uk_pages {
	struct uk_list all; /* this file's */
};

void uk_pages_init(struct uk_pages *p);

/*
 * Page @index of the file (bytes from @index * UK_PAGES_SIZE on), or NULL if it is not there.
 * *@len is how many bytes it has, 1..UK_PAGES_SIZE; fewer than that only on a file's last page.
 * The memory is the cache's: copy before anything that blocks, and before the next put.
 */
const void *uk_pages_get(struct uk_pages *p, uint64_t index, size_t *len);

/*
 * Keep a copy of @len (1..UK_PAGES_SIZE) bytes at @data as page @index, in place of what was
 * there; the least recently used page of any file goes if there are too many. Where there is no
 * memory nothing is kept: the page is read again next time.
 */
void uk_pages_put(struct uk_pages *p, uint64_t index, const void *data, size_t len);

/* Forget the pages @first..@last, both included; all of them with 0, UINT64_MAX. */
void uk_pages_drop(struct uk_pages *p, uint64_t first, uint64_t last);

#endif
