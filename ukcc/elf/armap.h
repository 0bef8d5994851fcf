/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Read the symbol index of an ar archive: which global symbols it defines, and
 * in which member each is.
 */
#ifndef UKCC_ARMAP_H
#define UKCC_ARMAP_H

#include <stdbool.h>

#include "../common/mem.h"

struct armap {
	struct strv symbols, members; /* in parallel */
};

/* False if the file is no archive or has no index; then @m is empty. */
bool armap_read(struct armap *m, const char *path);

#endif
