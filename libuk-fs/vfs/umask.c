/* SPDX-License-Identifier: BSD-3-Clause */
/* umask(): POSIX XSH. */
#include <sys/stat.h>
#include <uk/vfs.h>

mode_t uk_umask = 022;

mode_t umask(mode_t mask)
{
	mode_t old = uk_umask;

	uk_umask = mask & 0777;
	return old;
}
