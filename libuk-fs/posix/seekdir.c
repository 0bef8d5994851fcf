/* SPDX-License-Identifier: BSD-3-Clause */
/* seekdir(), telldir(), rewinddir(): POSIX XSH. */
#include "dir_priv.h"

void seekdir(DIR *d, long pos)
{
	struct uk_file *f = uk_fd_get(d->fd);

	if (!f)
		return;
	f->pos = pos;
	d->pos = pos;
	d->at = d->fill = 0;
	uk_file_unref(f);
}

void rewinddir(DIR *d)
{
	seekdir(d, 0);
}

long telldir(DIR *d)
{
	return (long)d->pos;
}
