/* SPDX-License-Identifier: BSD-3-Clause */
/* closedir(): POSIX XSH. */
#include <stdlib.h>
#include <unistd.h>
#include "dir_priv.h"

int closedir(DIR *d)
{
	int fd = d->fd;

	uk_file_unref(d->file);
	free(d);
	return close(fd);
}
