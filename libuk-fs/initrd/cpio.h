/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * cpio archives of format newc ("070701", or "070702" with checksums), read in
 * place: the kernel's Documentation/driver-api/early-userspace/buffer-format.rst.
 */
#ifndef CPIO_H
#define CPIO_H

#include <stddef.h>
#include <stdint.h>

struct cpio_entry {
	const char *name; /* terminated, in the archive */
	const char *data;
	size_t size;
	uint32_t ino, mode, uid, gid, nlink, mtime;
	uint64_t dev; /* ino is of this device */
};

/*
 * Read the entry at *@at of the archive [p, p + len), and move *@at behind it. 1: *@e is
 * filled; 2: so it is, but it is a trailer, behind which another archive with numbers of its
 * own may follow; 0: the end; -EINVAL: malformed, *@why says how.
 */
int uk_cpio_next(const char *p, size_t len, size_t *at, struct cpio_entry *e, const char **why);

#endif
