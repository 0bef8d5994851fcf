/* SPDX-License-Identifier: BSD-3-Clause */
/* What of Xen's ABI is AArch64's (public/arch-arm.h). */
#ifndef XEN_ARCH_H
#define XEN_ARCH_H

struct arch_vcpu_info {
};
#define XEN_VCPUS 1

/* An event is an interrupt of this CPU, which sets the platform's source. */
#define XEN_UPCALLS 1

#endif
