/* SPDX-License-Identifier: BSD-3-Clause */
/* rewinddir(), seekdir(), telldir(), dirfd(): POSIX XSH. */
#include "dir_priv.h"

void seekdir(DIR *d, long pos)
{
	d->pos = pos;
	d->at = d->len = 0;
}

void rewinddir(DIR *d)
{
	seekdir(d, 0);
}

long telldir(DIR *d)
{
	return d->pos;
}

int dirfd(DIR *d)
{
	return d->fd;
}
