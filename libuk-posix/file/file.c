/* SPDX-License-Identifier: BSD-3-Clause */
/* Life of an open file: references, and the end when there are none. */
#include <poll.h>
#include "posix.h"

/* epoll.c, in images that have it. */
#pragma weak uk_file_gone

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
	/* Only epoll still watches: whoever waits in poll() has a reference. */
	if (uk_file_gone && !uk_list_empty(&f->watchers))
		uk_file_gone(f);
	if (f->ops->close)
		f->ops->close(f);
}
