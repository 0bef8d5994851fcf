/* SPDX-License-Identifier: BSD-3-Clause */
/* What the suites of archives share: one that is being made, read, and mounted. */
#ifndef ARCHIVE_SUITE_H
#define ARCHIVE_SUITE_H

#include <uk/anchor.h>
#include <uk/plat.h>
#include "../initrd/archive.h"
#include "suite.h"
#ifdef UK_NATIVE_TEST
#include "fakes.h"
#endif

UK_NEED(uk_anchor_fs_initrd);

#define AR_SIZE 1048576

/* An archive that is being made. In an image trees point into it for ever. */
static char *ar;
static size_t len;

static inline void begin(void)
{
	ar = calloc(1, AR_SIZE);
	len = 0;
}

/* Where in the archive @text is. */
static inline char *place(const char *text)
{
	size_t n = strlen(text), i = 0;

	while (memcmp(ar + i, text, n) != 0)
		i++;
	return ar + i;
}

/* Mount the archive, as a boot module, on a new directory "m" in a new directory. */
static inline void mounted(void)
{
	const struct uk_boot *real = uk_boot_info;
	static struct uk_boot with;
	char path[64];
	int r;

	fresh();
	OK(mkdir("m", 0755));
	ck_assert_ptr_nonnull(getcwd(path, sizeof(path) - 2));
	strcat(path, "/m");
	with = *real;
	with.module = ar;
	with.module_len = len;
	uk_boot_info = &with;
	r = uk_vfs_mount("initrd", "", path);
	uk_boot_info = real;
	ck_assert_int_eq(r, 0);
}

/* A file "xCy" and one "C" for each byte C that a name may have: with what has to be in it,
 * which is its name. */
static inline void each_byte_in_a_name(void (*file)(const char *name, int c))
{
	char name[4];

	for (int c = 1; c < 256; c++) {
		if (c == '/')
			continue;
		snprintf(name, sizeof(name), "x%cy", c);
		file(name, c);
		if (c == '.')
			continue;
		snprintf(name, sizeof(name), "%c", c);
		file(name, c);
	}
}

static inline void mounted_holds(const char *name, int c)
{
	char path[8];

	(void)c;
	snprintf(path, sizeof(path), "m/%s", name);
	holds(path, name);
}

/* Entries of the first @n bytes of @p, in memory of exactly that size; -1: refused, *why. */
static inline int entries_by(int (*next)(struct archive *, struct archive_entry *),
			     const char *p, size_t n, const char **why)
{
	char *copy = malloc(n ? n : 1);
	volatile unsigned sum = 0;
	struct archive a = { .p = copy, .len = n };
	struct archive_entry e;
	int r, count = 0;

	memcpy(copy, p, n);
	while ((r = next(&a, &e)) > 0) {
		ck_assert_int_le(a.at, n);
		if (r != 1)
			continue;
		count++;
		sum += (unsigned)strlen(e.name);
		for (size_t i = 0; i < e.size; i++)
			sum += (unsigned char)e.data[i];
	}
	*why = a.why;
	ck_assert(r == 0 || *why);
	free(copy);
	return r < 0 ? -1 : count;
}

/* Whether a log says so; an image's log goes to its console, unseen. */
static inline bool logged(const char *text)
{
#ifdef UK_NATIVE_TEST
	return strstr(fake_log, text);
#else
	(void)text;
	return true;
#endif
}

#endif
