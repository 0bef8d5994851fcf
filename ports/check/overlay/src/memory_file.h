/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A temporary file in memory, where Check keeps a running test's messages. A
 * test of the allocator must not need a file system.
 */
#ifndef CHECK_MEMORY_FILE_H
#define CHECK_MEMORY_FILE_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

struct memory_file {
	char *data;
	size_t size, room, pos;
};

static ssize_t memory_file_read(void *cookie, char *buf, size_t n)
{
	struct memory_file *m = cookie;
	size_t left = m->pos < m->size ? m->size - m->pos : 0;

	if (n > left)
		n = left;
	if (n)
		memcpy(buf, m->data + m->pos, n);
	m->pos += n;
	return (ssize_t)n;
}

static ssize_t memory_file_write(void *cookie, const char *buf, size_t n)
{
	struct memory_file *m = cookie;
	size_t end = m->pos + n;

	if (end < n) {
		errno = EFBIG;
		return 0;
	}
	if (end > m->room) {
		size_t room = end < 2048 ? 4096 : 2 * end;
		char *data = realloc(m->data, room);

		if (!data) {
			errno = ENOMEM;
			return 0;
		}
		m->data = data;
		m->room = room;
	}
	if (m->pos > m->size)
		memset(m->data + m->size, 0, m->pos - m->size);
	memcpy(m->data + m->pos, buf, n);
	m->pos = end;
	if (end > m->size)
		m->size = end;
	return (ssize_t)n;
}

static int memory_file_seek(void *cookie, off_t *offset, int whence)
{
	struct memory_file *m = cookie;
	off_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (off_t)m->pos : (off_t)m->size;

	if (base + *offset < 0) {
		errno = EINVAL;
		return -1;
	}
	m->pos = (size_t)(base + *offset);
	*offset = (off_t)m->pos;
	return 0;
}

static int memory_file_close(void *cookie)
{
	struct memory_file *m = cookie;

	free(m->data);
	free(m);
	return 0;
}

static FILE *memory_file_open(void)
{
	static const cookie_io_functions_t functions = {
		.read = memory_file_read,
		.write = memory_file_write,
		.seek = memory_file_seek,
		.close = memory_file_close,
	};
	struct memory_file *m = calloc(1, sizeof(*m));
	FILE *file;

	if (!m)
		return NULL;
	file = fopencookie(m, "w+", functions);
	if (!file)
		free(m);
	return file;
}

#endif
