/* SPDX-License-Identifier: BSD-3-Clause */
/* open(): POSIX XSH. */
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>

int open(const char *path, int oflags, ...)
{
	mode_t mode = 0;
	va_list ap;

	if (oflags & O_CREAT) {
		va_start(ap, oflags);
		mode = va_arg(ap, mode_t);
		va_end(ap);
	}
	return openat(AT_FDCWD, path, oflags, mode);
}
