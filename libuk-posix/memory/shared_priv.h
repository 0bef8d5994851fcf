/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private: parts of files in memory. A region is there from the first shared mapping of it to
 * the last munmap(). Beside one that may be stored to lies a copy of what the file has: what
 * differs was stored by the program and is not in the file yet.
 */
#ifndef SHARED_PRIV_H
#define SHARED_PRIV_H

#include <uk/lock.h>
#include "memory/map_priv.h"

struct uk_region {
	struct uk_list link;
	struct uk_file *file; /* reference; open for writing if there is a copy */
	uint64_t dev, ino;
	off_t off;
	uintptr_t start;
	size_t len;
	size_t end;    /* bytes of it that the file is known to have had */
	size_t mapped; /* bytes, as often as they are */
	char *copy;
	bool again; /* the file was written to while it was read */
};

/* Is it of that file? */
static inline bool uk_region_of(const struct uk_region *r, uint64_t dev, uint64_t ino)
{
	return r->dev == dev && r->ino == ino;
}

/* shared.c */
extern struct uk_list uk_regions;
/*
 * Held by who makes, writes back or ends regions, and by who changes a file that has some: so
 * the file and its regions change in one order. Reading does without.
 */
extern struct uk_mutex uk_regions_lock;

/* coherent.c */
/* How often something was written back: a read() that saw this move may have old bytes. */
extern unsigned uk_regions_written;
/* The region that is written back or synced, by who holds the lock: it has these bytes, or
 * newer ones. */
extern const struct uk_region *uk_regions_source;
/* @len bytes at @at of the region, whatever its rights. */
void uk_region_get(const struct uk_region *r, size_t at, void *to, size_t len);
/* The file has the @len bytes at @from now at @at of the region, which starts in the region. */
void uk_region_put(struct uk_region *r, size_t at, const void *from, size_t len);

/* write_back.c: the changed pages of [from, to), offsets in the region. The lock is held. */
int uk_region_write_back(struct uk_region *r, size_t from, size_t to);
/* What the program did not change is read again: others, outside of the image, may have. */
int uk_region_reread(struct uk_region *r, size_t from, size_t to);

#endif
