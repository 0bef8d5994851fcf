/* SPDX-License-Identifier: BSD-3-Clause */
/* Who waits for events of an open file. */
#include "posix.h"

void uk_file_watch(struct uk_file *f, struct uk_file_watch *w)
{
	uk_list_insert(&f->watchers, &w->link);
}

void uk_file_unwatch(struct uk_file_watch *w)
{
	uk_list_remove(&w->link);
}
