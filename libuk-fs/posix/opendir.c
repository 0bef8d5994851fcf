/* SPDX-License-Identifier: BSD-3-Clause */
/* opendir(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include "dir_priv.h"

DIR *opendir(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), e;
	DIR *d;

	if (fd < 0)
		return NULL;
	d = fdopendir(fd);
	if (!d) {
		e = errno;
		close(fd);
		errno = e;
	}
	return d;
}
