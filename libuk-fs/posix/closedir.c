/* SPDX-License-Identifier: BSD-3-Clause */
/* closedir(), dirfd(): POSIX XSH. */
#include <stdlib.h>
#include <unistd.h>
#include "dir_priv.h"

int closedir(DIR *d)
{
	int fd = d->fd;

	free(d);
	return close(fd);
}

int dirfd(DIR *d)
{
	return d->fd;
}
