/* SPDX-License-Identifier: BSD-3-Clause */
/* Life of an open file: references, and the end when there are none. */
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
	if (--f->refs == 0 && f->ops->close)
		f->ops->close(f);
}
