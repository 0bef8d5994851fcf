/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Linux's system calls and the start of a process on x86_64.
 */
#define SHIM_READ	0
#define SHIM_WRITE	1
#define SHIM_CLOSE	3
#define SHIM_LSEEK	8
#define SHIM_EXIT_GROUP 231
#define SHIM_OPENAT	257

#define SHIM_START                  \
	".globl shim_start\n"       \
	"shim_start:\n\t"           \
	"xor %ebp, %ebp\n\t"        \
	"call shim_main\n"

static inline long shim_call(long n, long a, long b, long c, long d)
{
	register long r10 __asm__("r10") = d;
	long r;

	__asm__ volatile("syscall"
			 : "=a"(r)
			 : "a"(n), "D"(a), "S"(b), "d"(c), "r"(r10)
			 : "rcx", "r11", "memory");
	return r;
}
