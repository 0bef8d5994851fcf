/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Linux system calls on x86_64: numbers and the instruction. They return the kernel's
 * own negative errno; uk_linux_syscall (uk/plat_linux.h) is the public form.
 */
#ifndef LINUX_SYS_H
#define LINUX_SYS_H

#include <stdint.h>

enum {
	SYS_read = 0,
	SYS_write = 1,
	SYS_close = 3,
	SYS_fstat = 5,
	SYS_lseek = 8,
	SYS_mmap = 9,
	SYS_mprotect = 10,
	SYS_munmap = 11,
	SYS_rt_sigaction = 13,
	SYS_rt_sigprocmask = 14,
	SYS_ioctl = 16,
	SYS_setitimer = 38,
	SYS_getpid = 39,
	SYS_arch_prctl = 158,
	SYS_gettid = 186,
	SYS_clock_gettime = 228,
	SYS_exit_group = 231,
	SYS_epoll_wait = 232,
	SYS_epoll_ctl = 233,
	SYS_tgkill = 234,
	SYS_openat = 257,
	SYS_ppoll = 271,
	SYS_sigaltstack = 131,
	SYS_epoll_create1 = 291,
	SYS_getrandom = 318,
	SYS_epoll_pwait2 = 441,
};

static inline long sys6(long nr, long a, long b, long c, long d, long e, long f)
{
	register long r10 __asm__("r10") = d;
	register long r8 __asm__("r8") = e;
	register long r9 __asm__("r9") = f;
	long r;

	__asm__ volatile("syscall"
			 : "=a"(r)
			 : "0"(nr), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
			 : "rcx", "r11", "memory");
	return r;
}

static inline long sys4(long nr, long a, long b, long c, long d)
{
	register long r10 __asm__("r10") = d;
	long r;

	__asm__ volatile("syscall"
			 : "=a"(r)
			 : "0"(nr), "D"(a), "S"(b), "d"(c), "r"(r10)
			 : "rcx", "r11", "memory");
	return r;
}

static inline long sys3(long nr, long a, long b, long c)
{
	long r;

	__asm__ volatile("syscall" : "=a"(r) : "0"(nr), "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
	return r;
}

static inline long sys2(long nr, long a, long b)
{
	return sys3(nr, a, b, 0);
}

static inline long sys1(long nr, long a)
{
	return sys3(nr, a, 0, 0);
}

#endif
