/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: faults, and registers over them, for image_fault.c. */
#ifndef FAULT_ARCH_H
#define FAULT_ARCH_H

#include <stdint.h>
#include <ucontext.h>

#define DIVISION_TRAPS	  1
#define UNDEFINED_SIZE	  2
#define CONTEXT_PC(u)	  ((u)->uc_mcontext.gregs[REG_RIP])
#define CONTEXT_RESULT(u) ((u)->uc_mcontext.gregs[REG_RAX])
#define LIVE(a, b)	  __asm__ volatile("" : "+x"(a), "+x"(b)) /* in registers */

extern char undefined_at[];

static __attribute__((noinline, noclone)) void undefined(void)
{
	__asm__ volatile("undefined_at: ud2");
}

static inline void breakpoint(void)
{
	__asm__ volatile("int3");
}

static __attribute__((noinline)) unsigned long undefined_result(unsigned long x)
{
	__asm__ volatile("ud2" : "+a"(x));
	return x;
}

#define ALL(m)	     m(8) m(9) m(10) m(11) m(12) m(13) m(14) m(15)
#define ALL_X(m)     ALL(m) m(0) m(1) m(2) m(3) m(4) m(5) m(6) m(7)
#define CLOBBER(n)   "r" #n,
#define CLOBBER_X(n) "xmm" #n,
#define FILL(n)	     "lea " #n "(%%rax), %%r" #n "\n"
#define FILL_X(n) \
	"lea " #n "(%%rax), %%rdx; movq %%rdx, %%xmm" #n "; movlhps %%xmm" #n ", %%xmm" #n "\n"
/* What differs is collected in rcx. */
#define LOOK(n) "sub %%rax, %%r" #n "; sub $" #n ", %%r" #n "; or %%r" #n ", %%rcx\n"
#define LOOK_X(n)                                                                          \
	"movq %%xmm" #n ", %%rdx; sub %%rax, %%rdx; sub $" #n ", %%rdx; or %%rdx, %%rcx\n" \
	"movhlps %%xmm" #n ", %%xmm" #n "; movq %%xmm" #n ", %%rdx\n"                      \
	"sub %%rax, %%rdx; sub $" #n ", %%rdx; or %%rdx, %%rcx\n"

/* Most registers have a value of their own over the fault; 0: and still have it after it. */
static __attribute__((noinline)) uint64_t registers_over_undefined(void)
{
	uint64_t base = 0x1234567800, differs;

	__asm__ volatile(ALL_X(FILL_X) ALL(FILL) "cmp %%rax, %%rax\n"
						 "ud2\n"
						 "setne %%cl; movzx %%cl, %%rcx\n" ALL(LOOK)
							 ALL_X(LOOK_X)
			 : "+a"(base), "=c"(differs)
			 :
			 : ALL(CLOBBER) ALL_X(CLOBBER_X) "rdx", "cc");
	return differs;
}

static __attribute__((noinline)) void scribble(void)
{
	__asm__ volatile("pcmpeqd %%xmm0, %%xmm0; pcmpeqd %%xmm15, %%xmm15; mov $1, %%r11"
			 :
			 :
			 : "xmm0", "xmm15", "r11");
}

#endif
