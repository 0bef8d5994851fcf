/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: Linux system calls; numbers from the kernel's stable ABI (syscall_64.tbl). */
#ifndef UK_ARCH_LINUX_SYSCALL_H
#define UK_ARCH_LINUX_SYSCALL_H

#include <stdint.h>

enum {
	UK_LINUX_NR_read = 0,
	UK_LINUX_NR_write = 1,
	UK_LINUX_NR_close = 3,
	UK_LINUX_NR_fstat = 5,
	UK_LINUX_NR_lseek = 8,
	UK_LINUX_NR_mmap = 9,
	UK_LINUX_NR_mprotect = 10,
	UK_LINUX_NR_munmap = 11,
	UK_LINUX_NR_rt_sigaction = 13,
	UK_LINUX_NR_rt_sigprocmask = 14,
	UK_LINUX_NR_rt_sigreturn = 15,
	UK_LINUX_NR_ioctl = 16,
	UK_LINUX_NR_pread64 = 17,
	UK_LINUX_NR_pwrite64 = 18,
	UK_LINUX_NR_readv = 19,
	UK_LINUX_NR_writev = 20,
	UK_LINUX_NR_setitimer = 38,
	UK_LINUX_NR_getpid = 39,
	UK_LINUX_NR_socket = 41,
	UK_LINUX_NR_connect = 42,
	UK_LINUX_NR_accept = 43,
	UK_LINUX_NR_sendto = 44,
	UK_LINUX_NR_recvfrom = 45,
	UK_LINUX_NR_sendmsg = 46,
	UK_LINUX_NR_recvmsg = 47,
	UK_LINUX_NR_shutdown = 48,
	UK_LINUX_NR_bind = 49,
	UK_LINUX_NR_listen = 50,
	UK_LINUX_NR_getsockname = 51,
	UK_LINUX_NR_getpeername = 52,
	UK_LINUX_NR_socketpair = 53,
	UK_LINUX_NR_setsockopt = 54,
	UK_LINUX_NR_getsockopt = 55,
	UK_LINUX_NR_kill = 62,
	UK_LINUX_NR_fcntl = 72,
	UK_LINUX_NR_flock = 73,
	UK_LINUX_NR_fsync = 74,
	UK_LINUX_NR_ftruncate = 77,
	UK_LINUX_NR_getcwd = 79,
	UK_LINUX_NR_fchmod = 91,
	UK_LINUX_NR_fchown = 93,
	UK_LINUX_NR_umask = 95,
	UK_LINUX_NR_getrlimit = 97,
	UK_LINUX_NR_getpgid = 121,
	UK_LINUX_NR_sigaltstack = 131,
	UK_LINUX_NR_statfs = 137,
	UK_LINUX_NR_fstatfs = 138,
	UK_LINUX_NR_arch_prctl = 158,
	UK_LINUX_NR_gettid = 186,
	UK_LINUX_NR_getdents64 = 217,
	UK_LINUX_NR_clock_gettime = 228,
	UK_LINUX_NR_exit_group = 231,
	UK_LINUX_NR_epoll_ctl = 233,
	UK_LINUX_NR_tgkill = 234,
	UK_LINUX_NR_openat = 257,
	UK_LINUX_NR_mkdirat = 258,
	UK_LINUX_NR_mknodat = 259,
	UK_LINUX_NR_fchownat = 260,
	UK_LINUX_NR_newfstatat = 262,
	UK_LINUX_NR_unlinkat = 263,
	UK_LINUX_NR_renameat = 264,
	UK_LINUX_NR_linkat = 265,
	UK_LINUX_NR_symlinkat = 266,
	UK_LINUX_NR_readlinkat = 267,
	UK_LINUX_NR_fchmodat = 268,
	UK_LINUX_NR_faccessat = 269,
	UK_LINUX_NR_ppoll = 271,
	UK_LINUX_NR_tee = 276,
	UK_LINUX_NR_utimensat = 280,
	UK_LINUX_NR_epoll_pwait = 281,
	UK_LINUX_NR_accept4 = 288,
	UK_LINUX_NR_signalfd4 = 289,
	UK_LINUX_NR_epoll_create1 = 291,
	UK_LINUX_NR_pipe2 = 293,
	UK_LINUX_NR_preadv = 295,
	UK_LINUX_NR_pwritev = 296,
	UK_LINUX_NR_getrandom = 318,
	UK_LINUX_NR_openat2 = 437,
	UK_LINUX_NR_epoll_pwait2 = 441,
};

/* Flags of open that architectures number each their own way (asm/fcntl.h). */
#define UK_LINUX_O_DIRECTORY 0200000
#define UK_LINUX_O_NOFOLLOW  0400000

struct uk_linux_timespec {
	int64_t sec, nsec;
};

/* struct stat (asm/stat.h) */
struct uk_linux_stat {
	uint64_t dev, ino, nlink;
	uint32_t mode, uid, gid, pad;
	uint64_t rdev;
	int64_t size, blksize, blocks;
	struct uk_linux_timespec atime, mtime, ctime;
	int64_t unused[3];
};

/* The function of the vDSO that reads a clock (vdso(7)). */
#define UK_LINUX_VDSO_CLOCK_GETTIME "__vdso_clock_gettime"

/* epoll_pwait's record; packed on this architecture only. */
struct uk_linux_epoll_event {
	uint32_t events;
	void *data;
} __attribute__((packed));

static inline long uk_linux_syscall(long nr, long a, long b, long c, long d, long e, long f)
{
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	register long r9 __asm__("r9") = f;
	long r;

	__asm__ volatile("syscall"
			 : "=a"(r)
			 : "a"(nr), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return r;
}

#endif
