/* SPDX-License-Identifier: BSD-3-Clause */
/* pathconf(), fpathconf(): POSIX XSH. */
#include <errno.h>
#include <fcntl.h>
#include <sys/unistd.h>
#include <unistd.h>
#include <uk/vfs.h>

static long value(int name)
{
	switch (name) {
	case _PC_LINK_MAX:
		return 65535;
	case _PC_NAME_MAX:
		return UK_NAME_MAX;
	case _PC_PATH_MAX:
		return UK_PATH_MAX;
	case _PC_PIPE_BUF:
		return 4096;
	case _PC_SYMLINK_MAX:
		return UK_PATH_MAX - 1;
	case _PC_FILESIZEBITS:
		return 64;
	case _PC_2_SYMLINKS:
	case _PC_SYNC_IO:
		return 1;
	case _PC_ASYNC_IO:
	case _PC_PRIO_IO:
	case _PC_VDISABLE:
		return -1;
	case _PC_MAX_CANON:
	case _PC_MAX_INPUT:
		return 255;
	case _PC_NO_TRUNC:
	case _PC_CHOWN_RESTRICTED:
		return 1;
	default:
		return uk_ret(-EINVAL);
	}
}

long pathconf(const char *path, int name)
{
	return access(path, F_OK) < 0 ? -1 : value(name);
}

long fpathconf(int fd, int name)
{
	return fcntl(fd, F_GETFD) < 0 ? -1 : value(name);
}
