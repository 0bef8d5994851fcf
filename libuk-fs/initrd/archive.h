/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Archives that an initrd may be, read in place: a reader goes from entry to entry and
 * hands out where the bytes of a file lie. cpio.c and tar.c are readers.
 */
#ifndef ARCHIVE_H
#define ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>
#include "pax.h"

/* The longest name or target of a link, without its terminator. */
#define ARCHIVE_NAME_MAX 4095u

struct archive {
	const char *p;
	size_t len, at;	   /* the next entry is at p + at */
	const char *why;   /* what is wrong with the archive; static */
	struct pax global; /* tar: what is said of all later entries */
	/* For names that do not lie in the archive as strings. */
	char name[ARCHIVE_NAME_MAX + 1], link[ARCHIVE_NAME_MAX + 1];
};

struct archive_entry {
	const char *name; /* terminated, until the next entry is read */
	const char *data; /* a file's bytes, in the archive; a symbolic link's target */
	size_t size;
	const char *same_as; /* the name of an earlier entry that this is another of; or NULL */
	uint32_t mode, uid, gid;
	struct timespec mtime;
	/* cpio: names of one file have these in common, and nlink > 1. */
	uint64_t dev;
	uint32_t ino, nlink;
};

/*
 * Read the entry at a->at and move behind it. 1: *e is filled; 2: so it is, but it is a
 * trailer, behind which another archive with numbers of its own may follow; 0: the end;
 * -EINVAL: malformed, a->why says how, and a->at is where.
 */
int uk_cpio_next(struct archive *a, struct archive_entry *e);
int uk_tar_next(struct archive *a, struct archive_entry *e);

/* Whether the archive begins as a tar archive does. */
bool uk_tar_begins(const struct archive *a);

#endif
