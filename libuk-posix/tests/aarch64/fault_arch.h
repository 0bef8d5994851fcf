/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64: faults, and registers over them, for image_fault.c. */
#ifndef FAULT_ARCH_H
#define FAULT_ARCH_H

#include <stdint.h>
#include <ucontext.h>

#define DIVISION_TRAPS	  0 /* it gives 0 */
#define UNDEFINED_SIZE	  4
#define CONTEXT_PC(u)	  ((u)->uc_mcontext.pc)
#define CONTEXT_RESULT(u) ((u)->uc_mcontext.regs[0])
#define LIVE(a, b)	  __asm__ volatile("" : "+w"(a), "+w"(b)) /* in registers */

extern char undefined_at[];

static __attribute__((noinline, noclone)) void undefined(void)
{
	__asm__ volatile("undefined_at: udf #0");
}

static inline void breakpoint(void)
{
	__asm__ volatile("brk #1");
}

static __attribute__((noinline)) unsigned long undefined_result(unsigned long x)
{
	register unsigned long x0 __asm__("x0") = x;

	__asm__ volatile("udf #1" : "+r"(x0));
	return x0;
}

#define ALL(m)                                                                            \
	m(2) m(3) m(4) m(5) m(6) m(7) m(8) m(9) m(10) m(11) m(12) m(13) m(14) m(15) m(16) \
		m(17) m(18) m(19) m(20) m(21) m(22) m(23) m(24) m(25) m(26) m(27) m(28) m(30)
#define ALL_Q(m)     ALL(m) m(0) m(1) m(29) m(31)
#define CLOBBER(n)   "x" #n,
#define CLOBBER_V(n) "v" #n,
#define FILL(n)	     "add x" #n ", x0, #" #n "\n"
#define FILL_V(n)    "add x1, x0, #" #n "; dup v" #n ".2d, x1\n"
/* What differs is collected in x1. */
#define LOOK(n) "sub x" #n ", x" #n ", x0; sub x" #n ", x" #n ", #" #n "; orr x1, x1, x" #n "\n"
#define LOOK_V(n)                                                                     \
	"mov x2, v" #n ".d[0]; sub x2, x2, x0; sub x2, x2, #" #n "; orr x1, x1, x2\n" \
	"mov x2, v" #n ".d[1]; sub x2, x2, x0; sub x2, x2, #" #n "; orr x1, x1, x2\n"

/* Every register but sp and the frame pointer has a value of its own over the fault; 0: and
 * still has it after it. */
static __attribute__((noinline)) uint64_t registers_over_undefined(void)
{
	register uint64_t base __asm__("x0") = 0x1234567800;
	register uint64_t differs __asm__("x1") = 0;

	__asm__ volatile(ALL_Q(FILL_V) ALL(FILL) "mov x1, #77; cmp x1, #77\n"
						 "udf #2\n"
						 "cset x1, ne\n" ALL(LOOK) ALL_Q(LOOK_V)
			 : "+r"(base), "+r"(differs)
			 :
			 : ALL(CLOBBER) ALL_Q(CLOBBER_V) "cc");
	return differs;
}

static __attribute__((noinline)) void scribble(void)
{
	__asm__ volatile("movi v0.16b, #255; movi v9.16b, #255; movi v31.16b, #255; mov x18, #1"
			 :
			 :
			 : "v0", "v9", "v31", "x18");
}

#endif
