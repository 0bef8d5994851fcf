/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * catopen(), catgets(), catclose(): POSIX XSH, over files of glibc's gencat: 32-bit numbers
 *	magic, size, depth: in the order of the machine where gencat ran
 *	table: little endian, the same big endian
 *	strings
 * A table has size * depth entries (set + 1, message, offset of the string); an entry is at
 * (set + 1) * message modulo size, or size entries further, and so on, depth times.
 */
#include <errno.h>
#include <fcntl.h>
#include <nl_types.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "nls_priv.h"

#define MAGIC	 0x960408deu
#define FILE_MAX (64 * 1024 * 1024)
#define NONE	 ((nl_catd)-1)

struct header {
	uint32_t magic, size, depth;
};

struct entry {
	uint32_t set, message, offset;
};

struct catalogue {
	uint32_t size, depth;
	const struct entry *table;
	const char *strings;
	size_t strings_len; /* the last byte is '\0' */
	char data[];
};

static uint32_t swapped(uint32_t n, bool swap)
{
	return swap ? __builtin_bswap32(n) : n;
}

/* What is where in the @len bytes of @c->data. 0, or -EINVAL. */
static int check(struct catalogue *c, size_t len)
{
	const struct header *h = (const struct header *)c->data;
	uint64_t entries, tables;
	bool swap;

	if (len < sizeof(*h) || swapped(h->magic, h->magic != MAGIC) != MAGIC)
		return -EINVAL;
	swap = h->magic != MAGIC;
	c->size = swapped(h->size, swap);
	c->depth = swapped(h->depth, swap);
	entries = (uint64_t)c->size * c->depth;
	if (entries == 0 || entries > len / sizeof(struct entry))
		return -EINVAL;
	tables = sizeof(*h) + 2 * entries * sizeof(struct entry);
	if (tables >= len)
		return -EINVAL;
	c->table = (const struct entry *)(c->data + sizeof(*h)) +
		   (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? entries : 0);
	c->strings = c->data + tables;
	c->strings_len = len - (size_t)tables;
	return c->strings[c->strings_len - 1] ? -EINVAL : 0;
}

static int read_all(int fd, char *to, size_t len)
{
	while (len) {
		ssize_t n = read(fd, to, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -errno : -EINVAL;
		to += n;
		len -= (size_t)n;
	}
	return 0;
}

/* The catalogue in file @path, or -errno. */
static int load(const char *path, struct catalogue **out)
{
	struct catalogue *c = NULL;
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC), r = 0;

	if (fd < 0)
		return -errno;
	if (fstat(fd, &st) < 0)
		r = -errno;
	else if (!S_ISREG(st.st_mode) || st.st_size > FILE_MAX)
		r = -EINVAL;
	if (r == 0) {
		c = malloc(sizeof(*c) + (size_t)st.st_size);
		r = c ? read_all(fd, c->data, (size_t)st.st_size) : -ENOMEM;
	}
	if (r == 0)
		r = check(c, (size_t)st.st_size);
	close(fd);
	if (r < 0)
		free(c);
	else
		*out = c;
	return r;
}

nl_catd catopen(const char *name, int flag)
{
	struct catalogue *c = NULL;
	char path[NLS_PATH_MAX];
	const char *next;
	int r = -ENOENT;

	if (strchr(name, '/')) {
		r = load(name, &c);
	} else if (*name) {
		next = nls_templates();
		while (next && !c) {
			next = nls_path(next, name, flag, path);
			if (*path)
				r = load(path, &c);
			if (r == -ENOMEM)
				break;
		}
	}
	if (!c)
		errno = -r;
	return c ? c : NONE;
}

char *catgets(nl_catd catalogue, int set, int message, const char *fallback)
{
	const struct catalogue *c = catalogue;
	uint32_t s = (uint32_t)set + 1, m = (uint32_t)message;
	size_t at;

	if (catalogue == NONE || !catalogue || set < 0 || message < 0) {
		errno = catalogue == NONE || !catalogue ? EBADF : ENOMSG;
		return (char *)fallback;
	}
	at = (s * m) % c->size;
	for (uint32_t i = 0; i < c->depth; i++, at += c->size) {
		const struct entry *e = &c->table[at];

		if (e->set == s && e->message == m && e->offset < c->strings_len)
			return (char *)c->strings + e->offset;
	}
	errno = ENOMSG;
	return (char *)fallback;
}

int catclose(nl_catd catalogue)
{
	if (catalogue == NONE || !catalogue) {
		errno = EBADF;
		return -1;
	}
	free(catalogue);
	return 0;
}
