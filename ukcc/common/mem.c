/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Allocations that cannot fail, byte buffers and string vectors.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mem.h"
#include "say.h"

void *xrealloc(void *p, size_t n)
{
	p = realloc(p, n ? n : 1);
	if (!p)
		die("out of memory (%zu bytes)", n);
	return p;
}

void *xzalloc(size_t n)
{
	return memset(xrealloc(NULL, n), 0, n);
}

char *xstrndup(const char *s, size_t n)
{
	char *p = xrealloc(NULL, n + 1);

	memcpy(p, s, n);
	p[n] = 0;
	return p;
}

char *xstrdup(const char *s)
{
	return xstrndup(s, strlen(s));
}

char *xasprintf(const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	if (vasprintf(&s, fmt, ap) < 0)
		die("out of memory");
	va_end(ap);
	return s;
}

static void buf_room(struct buf *b, size_t more)
{
	if (more > SIZE_MAX / 4 - b->n)
		die("out of memory (%zu bytes more)", more);
	if (b->n + more + 1 <= b->room)
		return;
	b->room = (b->n + more + 1) * 2;
	b->p = xrealloc(b->p, b->room);
}

void buf_add(struct buf *b, const void *p, size_t n)
{
	buf_room(b, n);
	if (n)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = 0;
}

void buf_str(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap;
	char *s;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&s, fmt, ap);
	va_end(ap);
	if (n < 0)
		die("out of memory");
	buf_add(b, s, (size_t)n);
	free(s);
}

void buf_align(struct buf *b, size_t align)
{
	size_t n = -b->n & (align - 1);

	buf_room(b, n);
	memset(b->p + b->n, 0, n + 1);
	b->n += n;
}

bool buf_read_fd(struct buf *b, int fd)
{
	struct stat st;
	ssize_t n;

	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
		buf_room(b, (size_t)st.st_size + 1);
	for (;;) {
		buf_room(b, 4096);
		n = read(fd, b->p + b->n, b->room - b->n - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		b->n += (size_t)n;
	}
	b->p[b->n] = 0;
	return n == 0;
}

bool buf_read_file(struct buf *b, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int e;
	bool ok;

	if (fd < 0)
		return false;
	ok = buf_read_fd(b, fd);
	e = errno;
	close(fd);
	errno = e;
	return ok;
}

void strv_push(struct strv *s, const char *str)
{
	if (s->n + 2 > s->room) {
		s->room = s->room * 2 + 16;
		s->v = xrealloc(s->v, s->room * sizeof(*s->v));
	}
	s->v[s->n++] = (char *)str;
	s->v[s->n] = NULL;
}

void strv_cat(struct strv *s, const struct strv *more)
{
	for (size_t i = 0; i < more->n; i++)
		strv_push(s, more->v[i]);
}

bool strv_has(const struct strv *s, const char *str)
{
	for (size_t i = 0; i < s->n; i++)
		if (!strcmp(s->v[i], str))
			return true;
	return false;
}

void strv_add(struct strv *s, const char *str)
{
	if (!strv_has(s, str))
		strv_push(s, str);
}

void strv_words(struct strv *s, const char *text)
{
	static const char sep[] = " \t\r\n,";

	for (;;) {
		size_t n;

		text += strspn(text, sep);
		n = strcspn(text, sep);
		if (!n)
			return;
		strv_push(s, xstrndup(text, n));
		text += n;
	}
}

char *strv_list(const struct strv *s)
{
	struct buf b = { 0 };

	buf_str(&b, "");
	for (size_t i = 0; i < s->n; i++)
		buf_printf(&b, "%s%s", i == 0 ? "" : i + 1 == s->n ? " and " : ", ", s->v[i]);
	return b.p;
}
