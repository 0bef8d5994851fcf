/* SPDX-License-Identifier: BSD-3-Clause */
/* Initialisers and terminators, uk/init.h: uk.ld sorted them by level. */
#include <uk/console.h>
#include <uk/crash.h>
#include "boot_priv.h"

extern const struct uk_init uk_init_start[], uk_init_end[];

void uk_init_run(int from, int to)
{
	for (const struct uk_init *i = uk_init_start; i < uk_init_end; i++) {
		int r;

		if (!i->init || i->level < from || i->level > to)
			continue;
		r = i->init();
		if (r >= 0)
			continue;
		if (i->level <= UK_LEVEL_CORE)
			uk_panic("%s failed: error %d", i->name, -r);
		uk_log("%s failed: error %d", i->name, -r);
	}
}

void uk_init_terminate(void)
{
	for (const struct uk_init *i = uk_init_end; i-- > uk_init_start;)
		if (i->term)
			i->term();
}
