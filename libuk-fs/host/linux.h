/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What of the Linux system call interface the host file system needs: flags and
 * structures (include/uapi/asm-generic/{fcntl,statfs}.h). Numbers, and what architectures
 * have each their own way, are the platform's (uk/plat_linux.h).
 */
#ifndef HOST_LINUX_H
#define HOST_LINUX_H

#include <stdint.h>
#include <uk/plat_linux.h>

#define L_O_CREAT     0100
#define L_O_EXCL      0200
#define L_O_NOCTTY    0400
#define L_O_TRUNC     01000
#define L_O_APPEND    02000
#define L_O_NONBLOCK  04000
#define L_O_DIRECTORY UK_LINUX_O_DIRECTORY
#define L_O_NOFOLLOW  UK_LINUX_O_NOFOLLOW
#define L_O_CLOEXEC   02000000
#define L_O_SYNC      04010000
#define L_O_PATH      010000000

#define L_AT_FDCWD	      (-100)
#define L_AT_SYMLINK_NOFOLLOW 0x100
#define L_AT_REMOVEDIR	      0x200

#define L_UTIME_NOW  0x3fffffff
#define L_UTIME_OMIT 0x3ffffffe

#define L_IOV_MAX 1024

#define L_SPLICE_F_NONBLOCK 2

struct linux_pollfd {
	int32_t fd;
	int16_t events, revents; /* POLLIN, … are the same */
};

struct linux_statfs {
	int64_t type, bsize;
	uint64_t blocks, bfree, bavail, files, ffree;
	int32_t fsid[2];
	int64_t namelen, frsize, flags, spare[4];
};

struct linux_dirent64 {
	uint64_t ino;
	int64_t off;
	uint16_t reclen;
	uint8_t type;
	char name[];
};

#endif
