/* SPDX-License-Identifier: BSD-3-Clause */
/* What of Xen's ABI is x86's (public/arch-x86/xen.h). */
#ifndef XEN_ARCH_H
#define XEN_ARCH_H

#include <stdint.h>

struct arch_vcpu_info {
	uint64_t cr2, pad; /* PV only */
};
#define XEN_VCPUS 32

/* Events leave their mark only: see xen.h. */
#define XEN_UPCALLS 0

#endif
