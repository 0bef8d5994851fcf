/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What of the Linux system call interface the host file system needs: numbers
 * (arch/x86/entry/syscalls/syscall_64.tbl), flags and structures
 * (include/uapi/asm-generic/{fcntl,stat,statfs}.h).
 */
#ifndef HOST_LINUX_H
#define HOST_LINUX_H

#include <stdint.h>

#if !defined(__x86_64__)
#error "host/linux.h: add this architecture's system calls"
#endif

enum {
	NR_read = 0,
	NR_write = 1,
	NR_close = 3,
	NR_fstat = 5,
	NR_lseek = 8,
	NR_pread64 = 17,
	NR_pwrite64 = 18,
	NR_readv = 19,
	NR_writev = 20,
	NR_fsync = 74,
	NR_ftruncate = 77,
	NR_getcwd = 79,
	NR_fchmod = 91,
	NR_fchown = 93,
	NR_umask = 95,
	NR_fstatfs = 138,
	NR_getdents64 = 217,
	NR_openat = 257,
	NR_mkdirat = 258,
	NR_mknodat = 259,
	NR_fchownat = 260,
	NR_newfstatat = 262,
	NR_unlinkat = 263,
	NR_renameat = 264,
	NR_linkat = 265,
	NR_symlinkat = 266,
	NR_readlinkat = 267,
	NR_fchmodat = 268,
	NR_faccessat = 269,
	NR_utimensat = 280,
	NR_preadv = 295,
	NR_pwritev = 296,
};

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
