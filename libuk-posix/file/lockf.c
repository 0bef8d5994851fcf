/* SPDX-License-Identifier: BSD-3-Clause */
/* lockf(): POSIX XSH, by record locks from the file's position on. */
#include <unistd.h>
#include "posix.h"

static int lock_once(int fd, int function, off_t len)
{
	static const struct {
		int cmd;
		short type;
	} as[] = { [F_ULOCK] = { F_SETLK, F_UNLCK },
		   [F_LOCK] = { F_SETLKW, F_WRLCK },
		   [F_TLOCK] = { F_SETLK, F_WRLCK },
		   [F_TEST] = { F_GETLK, F_WRLCK } };
	struct uk_file *f;
	struct flock l = { .l_whence = SEEK_CUR, .l_len = len };
	int r;

	if (function < 0 || (size_t)function >= UK_ARRAY_SIZE(as))
		return uk_fd_entry(fd) ? -EINVAL : -EBADF;
	f = uk_fd_get(fd);
	if (!f)
		return -EBADF;
	l.l_type = as[function].type;
	r = uk_record_lock(f, as[function].cmd, &l);
	uk_file_unref(f);
	return r == 0 && function == F_TEST && l.l_type != F_UNLCK ? -EACCES : r;
}

int lockf(int fd, int function, off_t len)
{
	return (int)uk_ret(UK_POINT(lock_once(fd, function, len)));
}
