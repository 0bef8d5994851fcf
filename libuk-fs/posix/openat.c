/* SPDX-License-Identifier: BSD-3-Clause */
/* openat(): POSIX XSH. */
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <uk/vfs.h>

int openat(int dirfd, const char *path, int oflags, ...)
{
	struct uk_file *f;
	mode_t mode = 0;
	va_list ap;
	int r;

	if (oflags & O_CREAT) {
		va_start(ap, oflags);
		mode = va_arg(ap, mode_t);
		va_end(ap);
	}
	r = uk_vfs_open(dirfd, path, oflags, mode, &f);
	if (r < 0)
		return (int)uk_ret(r);
	r = uk_fd_install(f, 0, oflags & O_CLOEXEC ? FD_CLOEXEC : 0);
	if (r < 0)
		uk_file_unref(f);
	return (int)uk_ret(r);
}
