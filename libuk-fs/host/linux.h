/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What of the Linux system call interface the host file system needs: flags and
 * structures (include/uapi/asm-generic/{fcntl,stat,statfs}.h). Numbers are the platform's
 * (uk/plat_linux.h).
 */
#ifndef HOST_LINUX_H
#define HOST_LINUX_H

#include <stdint.h>

#define L_O_CREAT     0100
#define L_O_EXCL      0200
#define L_O_NOCTTY    0400
#define L_O_TRUNC     01000
#define L_O_APPEND    02000
#define L_O_NONBLOCK  04000
#define L_O_DIRECTORY 0200000
#define L_O_NOFOLLOW  0400000
#define L_O_CLOEXEC   02000000
#define L_O_SYNC      04010000
#define L_O_PATH      010000000

#define L_AT_FDCWD	      (-100)
#define L_AT_SYMLINK_NOFOLLOW 0x100
#define L_AT_REMOVEDIR	      0x200

#define L_UTIME_NOW  0x3fffffff
#define L_UTIME_OMIT 0x3ffffffe

#define L_IOV_MAX 1024

struct linux_timespec {
	int64_t sec, nsec;
};

struct linux_stat {
	uint64_t dev, ino, nlink;
	uint32_t mode, uid, gid, pad;
	uint64_t rdev;
	int64_t size, blksize, blocks;
	struct linux_timespec atime, mtime, ctime;
	int64_t unused[3];
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
