/* SPDX-License-Identifier: BSD-3-Clause */
/* Calls of the EL1 stub. They work at EL1 too, before the seal. */
#ifndef MACHINE_SYS_H
#define MACHINE_SYS_H

#include <stdint.h>
#include "layout.h"

/* Service @n of the stub; see layout.h. */
static inline long mach_service(long n, uint64_t a, uint64_t b, uint64_t c)
{
	register long x8 __asm__("x8") = n;
	register long x0 __asm__("x0") = a;
	register uint64_t x1 __asm__("x1") = b;
	register uint64_t x2 __asm__("x2") = c;

	__asm__ volatile("svc #0"
			 : "+r"(x8), "+r"(x0), "+r"(x1), "+r"(x2)
			 :
			 : "x3", "x4", "x5", "x6", "x7", "x9", "x10", "x11", "x12", "x13",
			   "x14", "x15", "x16", "x17", "cc", "memory");
	return x0;
}

#endif
