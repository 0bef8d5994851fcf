/* SPDX-License-Identifier: BSD-3-Clause */
/* Hypercalls are EL1's to make, so this is a service of the stub. Compiled as the stub is. */
#include "by_value.h"
#include "stub.h"
#include "xen_arm.h"

/* What UK_NEED(xen_svc) refers to: machine/ has a weak one of the function. */
extern const char xen_svc[];
const char xen_svc[1] = { 0 };

long mach_svc_hypercall(uint64_t what, uint64_t lo, uint64_t hi)
{
	return xen_by_value(xen_hypercall, what & 0xff, what >> 8, lo, hi);
}
