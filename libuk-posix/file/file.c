/* SPDX-License-Identifier: BSD-3-Clause */
/* Life of an open file: references, and the end when there are none. */
#include <poll.h>
#include "posix.h"

void uk_file_init(struct uk_file *f, const struct uk_file_ops *ops, int oflags)
{
	f->ops = ops;
	f->refs = 1;
	f->oflags = oflags;
	f->pos = 0;
	uk_list_init(&f->watchers);
}

void uk_file_unref(struct uk_file *f)
{
	if (--f->refs)
		return;
	/* Those without a reference still watch: epoll, flock(). */
	while (uk_unlikely(!uk_list_empty(&f->watchers))) {
		struct uk_file_watch *w =
			uk_list_entry(f->watchers.next, struct uk_file_watch, link);

		w->gone(w);
	}
	if (f->ops->close)
		f->ops->close(f);
}
