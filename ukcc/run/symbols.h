/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names for addresses of an image: the function from the ELF symbol table,
 * the source line by libdw where that is installed.
 */
#ifndef UKRUN_SYMBOLS_H
#define UKRUN_SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>

#include "image.h"

struct symbols {
	const struct image *image;
	void *lines; /* opened at the first use; see lines.h */
	bool lines_tried;
};

/*
 * Writes "function (file:line)", or as much of it as is known
 * ("function+0x12", "(file:line)"), into @buf. False if nothing is known.
 */
bool symbols_find(struct symbols *s, unsigned long long addr, char *buf, size_t len);

#endif
