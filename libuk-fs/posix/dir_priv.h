/* SPDX-License-Identifier: BSD-3-Clause */
/* Shared within this folder. */
#ifndef DIR_PRIV_H
#define DIR_PRIV_H

#include <dirent.h>
#include <uk/file.h>

/* Entries are filled in here; behind them is room for one whole struct dirent that is copied.
 */
#define DIR_BUFFER 2048

struct uk_dir {
	int fd;
	struct uk_file *file; /* reference */
	long pos;	      /* of the next entry that readdir returns */
	size_t at, len;	      /* in buf */
	char buf[DIR_BUFFER + sizeof(struct dirent)] __attribute__((aligned(8)));
};

#endif
