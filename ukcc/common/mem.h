/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory for programs that run once and end: allocations that end the program
 * with a message when there is no memory, a growing byte buffer, and a growing
 * NULL-terminated vector of strings (an argv). Nothing need be freed.
 */
#ifndef UKCC_MEM_H
#define UKCC_MEM_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

void *xrealloc(void *p, size_t n);
void *xzalloc(size_t n);
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t n);
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

struct buf {
	char *p; /* always has a zero byte after n bytes once anything was added */
	size_t n, room;
};

void buf_add(struct buf *b, const void *p, size_t n);
void buf_str(struct buf *b, const char *s);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Zero bytes up to a multiple of @align (a power of two). */
void buf_align(struct buf *b, size_t align);
/* The whole of a file. False with errno set. */
bool buf_read_file(struct buf *b, const char *path);
bool buf_read_fd(struct buf *b, int fd);

struct strv {
	char **v; /* NULL-terminated once anything was added */
	size_t n, room;
};

/* The vector keeps the pointer it is given. */
void strv_push(struct strv *s, const char *str);
void strv_cat(struct strv *s, const struct strv *more);
bool strv_has(const struct strv *s, const char *str);
/* Push unless it is there. */
void strv_add(struct strv *s, const char *str);
/* Push a copy of each word of @text (separated by blanks or commas). */
void strv_words(struct strv *s, const char *text);
/* "a, b and c" */
char *strv_list(const struct strv *s);

#endif
