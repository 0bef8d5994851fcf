/* SPDX-License-Identifier: BSD-3-Clause */
/* Private: an open directory. */
#ifndef DIR_PRIV_H
#define DIR_PRIV_H

#include <dirent.h>
#include <uk/vfs.h>

#define DIR_BUF 2048

/* A packed entry in the buffer; the next one is behind its name, aligned to 8. */
struct dir_record {
	uint64_t ino;
	off_t next;
	unsigned short len;
	unsigned char type;
	char name[];
};

struct uk_dir {
	struct uk_dirent_sink sink;
	int fd;
	off_t pos; /* of the entry that comes next, for telldir */
	size_t at, fill; /* the unread part of buf */
	struct dirent entry;
	char buf[DIR_BUF] uk_aligned(8);
};

#endif
