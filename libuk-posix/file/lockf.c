/* SPDX-License-Identifier: BSD-3-Clause */
/* lockf(): POSIX XSH. As with fcntl(), no other process could hold a lock. */
#include <unistd.h>
#include "posix.h"

int lockf(int fd, int function, off_t len)
{
	struct uk_fd *e = uk_fd_entry(fd);

	(void)len;
	if (!e)
		return (int)uk_ret(-EBADF);
	switch (function) {
	case F_LOCK:
	case F_TLOCK:
		/* POSIX: the descriptor must be open for writing. */
		return (int)uk_ret((e->file->oflags & O_ACCMODE) == O_RDONLY ? -EBADF : 0);
	case F_ULOCK:
	case F_TEST:
		return 0;
	default:
		return (int)uk_ret(-EINVAL);
	}
}
