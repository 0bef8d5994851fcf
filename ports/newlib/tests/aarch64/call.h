/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Linux's system calls and the start of a process on aarch64.
 */
#define SHIM_OPENAT	56
#define SHIM_CLOSE	57
#define SHIM_LSEEK	62
#define SHIM_READ	63
#define SHIM_WRITE	64
#define SHIM_EXIT_GROUP 94

#define SHIM_START                  \
	".globl shim_start\n"       \
	"shim_start:\n\t"           \
	"mov x29, #0\n\t"           \
	"mov x30, #0\n\t"           \
	"bl shim_main\n"

static inline long shim_call(long n, long a, long b, long c, long d)
{
	register long x8 __asm__("x8") = n;
	register long x0 __asm__("x0") = a;
	register long x1 __asm__("x1") = b;
	register long x2 __asm__("x2") = c;
	register long x3 __asm__("x3") = d;

	__asm__ volatile("svc #0"
			 : "+r"(x0)
			 : "r"(x8), "r"(x1), "r"(x2), "r"(x3)
			 : "memory");
	return x0;
}
