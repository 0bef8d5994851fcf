/* SPDX-License-Identifier: BSD-3-Clause */
/* open(): POSIX XSH. */
#include <fcntl.h>
#include <stdarg.h>
#include "open_priv.h"

int open(const char *path, int oflags, ...)
{
	mode_t mode;
	va_list ap;

	va_start(ap, oflags);
	mode = oflags & O_CREAT ? va_arg(ap, mode_t) : 0;
	va_end(ap);
	return (int)uk_ret(UK_POINT(uk_open_fd(AT_FDCWD, path, oflags, mode)));
}
