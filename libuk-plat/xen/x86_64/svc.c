/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Hypercalls of a PVH domain: Xen takes them from CPL0 only, so this is a service of the stub.
 * Compiled as the stub is.
 */
#include "by_value.h"
#include "stub.h"
#include "xen_x86.h"

bool xen_vmmcall;

static inline long vmcall(unsigned nr, uint64_t a, uint64_t b, uint64_t c)
{
	long r = nr;

	if (xen_vmmcall)
		__asm__ volatile("vmmcall" : "+a"(r), "+D"(a), "+S"(b), "+d"(c) : : "memory");
	else
		__asm__ volatile("vmcall" : "+a"(r), "+D"(a), "+S"(b), "+d"(c) : : "memory");
	return r;
}

/* What UK_NEED(xen_svc) refers to: the weak one of machine/ would do for the linker. */
extern const char xen_svc[];
const char xen_svc[1] = { 0 };

long mach_svc_sealed(uint64_t what, uint64_t lo, uint64_t hi)
{
	return xen_by_value(vmcall, what & 0xff, what >> 8, lo, hi);
}

void xen_raw_cpl0(void *arg)
{
	struct xen_raw *x = arg;

	x->result = vmcall(x->nr, x->a, x->b, x->c);
}
