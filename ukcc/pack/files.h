/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Files that ukpack writes. What it makes grows under a temporary name beside its place and is
 * renamed when it is whole; whatever is not finished is gone when the program ends. All
 * functions end the program with a message if they cannot.
 */
#ifndef UKPACK_FILES_H
#define UKPACK_FILES_H

#include <stdbool.h>
#include <stdint.h>

#include "../common/mem.h"

/* Prepare for the end: clean up at exit, and on SIGINT, SIGTERM and SIGHUP at the next check.
 */
void files_init(void);
/* Clean up and end the program if such a signal came. */
void files_check_signals(void);

/* A new folder in $TMPDIR, removed with what is in it at the end. Owned by this file. */
const char *files_scratch(void);

/* The name to write @path under, in the same folder. @path may be a regular file, or not exist.
 */
char *files_begin(const char *path);
/* The same for a folder, which is made. @path may be what @replaceable says, or not exist. */
char *files_begin_dir(const char *path, bool (*replaceable)(const char *path));
/*
 * Give what was begun as @temporary its name @path, in place of what is there. Its content
 * reaches the disk first.
 */
void files_finish(const char *temporary, const char *path);

/* Write @n bytes to @path, a new file or an old one's new content. */
void files_write(const char *path, const void *bytes, size_t n);
/* The same; messages are about @name. */
void files_write_as(const char *path, const char *name, const void *bytes, size_t n);
/* Overwrite bytes of an existing file. */
void files_write_at(const char *path, uint64_t offset, const void *bytes, size_t n);
void files_mkdir(const char *path);
/* Read it whole. @what, if not NULL, goes before its name in messages. */
void files_read(struct buf *b, const char *what, const char *path);

#endif
