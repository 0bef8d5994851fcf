/* SPDX-License-Identifier: BSD-3-Clause */
/* The inside of platform xen on AArch64. */
#ifndef XEN_ARM_H
#define XEN_ARM_H

#include "xen.h"

/* plat.c */
extern const struct uk_plat xen_plat;

/* A hypercall (public/arch-arm.h), at EL1 only: in the stub, or before the seal. */
static inline long xen_hypercall(unsigned nr, uint64_t a, uint64_t b, uint64_t c)
{
	register uint64_t x16 __asm__("x16") = nr;
	register uint64_t x0 __asm__("x0") = a;
	register uint64_t x1 __asm__("x1") = b;
	register uint64_t x2 __asm__("x2") = c;

	__asm__ volatile("hvc #0xea1" : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x16) : : "memory");
	return x0;
}

#endif
