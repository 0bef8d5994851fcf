/* SPDX-License-Identifier: BSD-3-Clause */
/* pax records: what an extended header of a tar archive says of the entry behind it. */
#ifndef PAX_H
#define PAX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

/* @n bytes in the archive; s is NULL where nothing is said. */
struct pax_text {
	const char *s;
	size_t n;
};

struct pax {
	struct pax_text path, linkpath;
	uint64_t size;
	uint32_t uid, gid;
	struct timespec mtime;
	bool has_size, has_uid, has_gid, has_mtime;
	bool sparse; /* the file's bytes are not its contents */
};

/*
 * Read the records in [p, p + len) into *pax, over what is there (POSIX.1-2017, pax, "pax
 * Extended Header"). 0; -EINVAL: malformed, *why says how.
 */
int uk_pax_read(const char *p, size_t len, struct pax *pax, const char **why);

#endif
