/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The inside of platform kvm: what virtual machines under QEMU and Firecracker have
 * that other machines do not. The rest is machine/.
 */
#ifndef KVM_H
#define KVM_H

#include "machine.h"

extern const struct uk_plat kvm_plat;

/* linux64.c: the zero page of Linux's 64-bit boot protocol. NULL, or what is wrong. */
mach_cold const char *kvm_linux_parse(uint64_t params, struct mach_bootinfo *b);

/* clock.c: kvmclock, if there is one: ask it to tell the time, and take what it said. */
mach_cold void kvm_clock_ask(void);
mach_cold void kvm_clock_take(void);
/* Nanoseconds since 1970 UTC at clock 0, as kvmclock said; 0: it did not. */
mach_cold uint64_t kvm_clock_wall(void);

#endif
