/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which installed package or library defines a symbol: from the list a package
 * installs (uk_symbols), else from the index of its archive.
 */
#ifndef UKCC_PROVIDERS_H
#define UKCC_PROVIDERS_H

#include "../elf/armap.h"
#include "pool.h"

struct provider {
	char *name;		       /* libuk-net, libz */
	const struct package *package; /* NULL: a library that is no package of the pool */
	struct armap map;	       /* members are "" when it is from uk_symbols */
};

struct providers {
	struct provider *v;
	size_t n;
};

/*
 * All packages of @pool and all archives in @libdir. With @archives the
 * indexes are read even of packages that install a list, for the members.
 */
void providers_open(struct providers *ps, const struct pool *pool, const char *libdir,
		    bool archives);
/* The first that defines @symbol, from index @from on; sets *@member unless NULL. */
const struct provider *providers_find(const struct providers *ps, size_t from,
				      const char *symbol, const char **member);

#endif
