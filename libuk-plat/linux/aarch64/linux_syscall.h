/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * aarch64: Linux system calls; numbers from the kernel's stable ABI (asm-generic/unistd.h).
 * Calls that newer ones replaced (open, epoll_wait) do not exist here, so the pool uses none.
 */
#ifndef UK_ARCH_LINUX_SYSCALL_H
#define UK_ARCH_LINUX_SYSCALL_H

#include <stdint.h>

enum {
	UK_LINUX_NR_getcwd = 17,
	UK_LINUX_NR_epoll_create1 = 20,
	UK_LINUX_NR_epoll_ctl = 21,
	UK_LINUX_NR_epoll_pwait = 22,
	UK_LINUX_NR_fcntl = 25,
	UK_LINUX_NR_ioctl = 29,
	UK_LINUX_NR_flock = 32,
	UK_LINUX_NR_mknodat = 33,
	UK_LINUX_NR_mkdirat = 34,
	UK_LINUX_NR_unlinkat = 35,
	UK_LINUX_NR_symlinkat = 36,
	UK_LINUX_NR_linkat = 37,
	UK_LINUX_NR_renameat = 38,
	UK_LINUX_NR_statfs = 43,
	UK_LINUX_NR_fstatfs = 44,
	UK_LINUX_NR_ftruncate = 46,
	UK_LINUX_NR_faccessat = 48,
	UK_LINUX_NR_fchmod = 52,
	UK_LINUX_NR_fchmodat = 53,
	UK_LINUX_NR_fchownat = 54,
	UK_LINUX_NR_fchown = 55,
	UK_LINUX_NR_openat = 56,
	UK_LINUX_NR_close = 57,
	UK_LINUX_NR_pipe2 = 59,
	UK_LINUX_NR_getdents64 = 61,
	UK_LINUX_NR_lseek = 62,
	UK_LINUX_NR_read = 63,
	UK_LINUX_NR_write = 64,
	UK_LINUX_NR_readv = 65,
	UK_LINUX_NR_writev = 66,
	UK_LINUX_NR_pread64 = 67,
	UK_LINUX_NR_pwrite64 = 68,
	UK_LINUX_NR_preadv = 69,
	UK_LINUX_NR_pwritev = 70,
	UK_LINUX_NR_ppoll = 73,
	UK_LINUX_NR_signalfd4 = 74,
	UK_LINUX_NR_tee = 77,
	UK_LINUX_NR_readlinkat = 78,
	UK_LINUX_NR_newfstatat = 79,
	UK_LINUX_NR_fstat = 80,
	UK_LINUX_NR_fsync = 82,
	UK_LINUX_NR_utimensat = 88,
	UK_LINUX_NR_exit_group = 94,
	UK_LINUX_NR_setitimer = 103,
	UK_LINUX_NR_clock_gettime = 113,
	UK_LINUX_NR_kill = 129,
	UK_LINUX_NR_tgkill = 131,
	UK_LINUX_NR_sigaltstack = 132,
	UK_LINUX_NR_rt_sigaction = 134,
	UK_LINUX_NR_rt_sigprocmask = 135,
	UK_LINUX_NR_rt_sigreturn = 139,
	UK_LINUX_NR_getpgid = 155,
	UK_LINUX_NR_getrlimit = 163,
	UK_LINUX_NR_umask = 166,
	UK_LINUX_NR_getpid = 172,
	UK_LINUX_NR_gettid = 178,
	UK_LINUX_NR_socket = 198,
	UK_LINUX_NR_socketpair = 199,
	UK_LINUX_NR_bind = 200,
	UK_LINUX_NR_listen = 201,
	UK_LINUX_NR_accept = 202,
	UK_LINUX_NR_connect = 203,
	UK_LINUX_NR_getsockname = 204,
	UK_LINUX_NR_getpeername = 205,
	UK_LINUX_NR_sendto = 206,
	UK_LINUX_NR_recvfrom = 207,
	UK_LINUX_NR_setsockopt = 208,
	UK_LINUX_NR_getsockopt = 209,
	UK_LINUX_NR_shutdown = 210,
	UK_LINUX_NR_sendmsg = 211,
	UK_LINUX_NR_recvmsg = 212,
	UK_LINUX_NR_munmap = 215,
	UK_LINUX_NR_mmap = 222,
	UK_LINUX_NR_mprotect = 226,
	UK_LINUX_NR_accept4 = 242,
	UK_LINUX_NR_getrandom = 278,
	UK_LINUX_NR_openat2 = 437,
	UK_LINUX_NR_epoll_pwait2 = 441,
};

/* Flags of open that architectures number each their own way (asm/fcntl.h). */
#define UK_LINUX_O_DIRECTORY 040000
#define UK_LINUX_O_NOFOLLOW  0100000

struct uk_linux_timespec {
	int64_t sec, nsec;
};

/* struct stat (asm-generic/stat.h) */
struct uk_linux_stat {
	uint64_t dev, ino;
	uint32_t mode, nlink, uid, gid;
	uint64_t rdev, pad;
	int64_t size;
	int32_t blksize, pad2;
	int64_t blocks;
	struct uk_linux_timespec atime, mtime, ctime;
	uint32_t unused[2];
};

/* The function of the vDSO that reads a clock (vdso(7)). */
#define UK_LINUX_VDSO_CLOCK_GETTIME "__kernel_clock_gettime"

/* epoll_pwait's record */
struct uk_linux_epoll_event {
	uint32_t events;
	void *data;
};

static inline long uk_linux_syscall(long nr, long a, long b, long c, long d, long e, long f)
{
	register long x8 __asm__("x8") = nr;
	register long x0 __asm__("x0") = a;
	register long x1 __asm__("x1") = b;
	register long x2 __asm__("x2") = c;
	register long x3 __asm__("x3") = d;
	register long x4 __asm__("x4") = e;
	register long x5 __asm__("x5") = f;

	__asm__ volatile("svc #0"
			 : "+r"(x0)
			 : "r"(x8), "r"(x1), "r"(x2), "r"(x3), "r"(x4), "r"(x5)
			 : "memory");
	return x0;
}

#endif
