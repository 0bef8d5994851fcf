/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cpio archives of format newc ("070701", or "070702" with checksums): the kernel's
 * Documentation/driver-api/early-userspace/buffer-format.rst. Every length is checked before
 * it is used.
 */
#include "archive.h"
#include <errno.h>
#include <string.h>

#define HEADER 110u

enum {
	INO,
	MODE,
	UID,
	GID,
	NLINK,
	MTIME,
	SIZE,
	DEVMAJOR,
	DEVMINOR,
	RDEVMAJOR,
	RDEVMINOR,
	NAMESIZE,
	CHECK,
	FIELDS
};

/* Eight hexadecimal digits. */
static bool field(const char *s, uint32_t *out)
{
	uint32_t v = 0;

	for (int i = 0; i < 8; i++) {
		char c = s[i];
		unsigned d;

		if (c >= '0' && c <= '9')
			d = (unsigned)(c - '0');
		else if ((c | 32) >= 'a' && (c | 32) <= 'f')
			d = (unsigned)((c | 32) - 'a' + 10);
		else
			return false;
		v = v << 4 | d;
	}
	*out = v;
	return true;
}

static size_t pad4(size_t n)
{
	return (n + 3) & ~(size_t)3;
}

/* Decode and check the header at @p: 0, or -EINVAL and *why. */
static int header(const char *p, size_t left, uint32_t *f, const char **why)
{
	*why = NULL;
	if (left < HEADER)
		*why = "it ends within a header";
	else if (memcmp(p, "070701", 6) != 0 && memcmp(p, "070702", 6) != 0)
		*why = "no header of format newc";
	for (int i = 0; !*why && i < FIELDS; i++)
		if (!field(p + 6 + 8 * i, &f[i]))
			*why = "a header field is no number";
	if (*why)
		return -EINVAL;
	if (f[NAMESIZE] == 0 || f[NAMESIZE] > ARCHIVE_NAME_MAX + 1 ||
	    f[NAMESIZE] > left - HEADER || strnlen(p + HEADER, f[NAMESIZE]) != f[NAMESIZE] - 1)
		*why = "bad length of a name";
	else if (f[SIZE] && (pad4(HEADER + f[NAMESIZE]) > left ||
			     f[SIZE] > left - pad4(HEADER + f[NAMESIZE])))
		*why = "it ends within a file";
	return *why ? -EINVAL : 0;
}

/* Format "070702" has the sum of a file's bytes; others have 0 in its place. */
static bool sum_fits(const char *h, const char *data, const uint32_t *f)
{
	uint32_t sum = 0;

	if (h[5] != '2' || !f[SIZE])
		return true;
	for (uint32_t i = 0; i < f[SIZE]; i++)
		sum += (unsigned char)data[i];
	return sum == f[CHECK];
}

int uk_cpio_next(struct archive *a, struct archive_entry *e)
{
	uint32_t f[FIELDS];
	const char *h;
	size_t data;

	/* Entries are padded with zeros; another archive may follow a trailer. */
	while (a->at < a->len && a->p[a->at] == '\0')
		a->at++;
	if (a->at == a->len)
		return 0;
	h = a->p + a->at;
	if (header(h, a->len - a->at, f, &a->why) < 0)
		return -EINVAL;
	data = pad4(HEADER + f[NAMESIZE]);
	if (!sum_fits(h, h + data, f)) {
		a->why = "the checksum of a file is wrong";
		return -EINVAL;
	}
	a->at += f[SIZE] ? data + f[SIZE] : HEADER + f[NAMESIZE];
	*e = (struct archive_entry){ .name = h + HEADER,
				     .data = h + data,
				     .size = f[SIZE],
				     .mode = f[MODE],
				     .uid = f[UID],
				     .gid = f[GID],
				     .mtime = { .tv_sec = f[MTIME] },
				     .dev = (uint64_t)f[DEVMAJOR] << 32 | f[DEVMINOR],
				     .ino = f[INO],
				     .nlink = f[NLINK] };
	return strcmp(e->name, "TRAILER!!!") == 0 ? 2 : 1;
}
