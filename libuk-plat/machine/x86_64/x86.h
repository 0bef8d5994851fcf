/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The inside of the x86 machine: prototypes under the file that owns them.
 */
#ifndef MACHINE_X86_H
#define MACHINE_X86_H

#include "machine.h"

/* e820.c: one memory map entry: RAM is added, or, with @cut, other types are taken out. The
 * whole map goes through once each way. false: it makes no sense. */
mach_cold bool mach_e820(struct mach_bootinfo *b, uint64_t addr, uint64_t size, uint32_t type,
			 bool cut);

/* pvh.c: NULL, or what is wrong. */
mach_cold const char *mach_pvh_parse(uint64_t info, struct mach_bootinfo *b);

/* boot_ptr.c: boot data at @addr, mapped; NULL if it cannot be. Before the tables are sealed.
 */
mach_cold const void *mach_boot_ptr(uint64_t addr, size_t len);

/* cpu.c: descriptors, control registers. */
mach_cold void mach_cpu_init(void);
struct mach_cpu {
	bool fsgsbase, rdseed, rdrand, lapic_1ghz;
	uint32_t hypervisor; /* first four letters of its signature; 0: there is none */
	uint64_t apic_base;
};
extern struct mach_cpu mach_cpu;
#define MACH_HV_KVM 0x4b4d564bu /* "KVMK" */
#define MACH_HV_TCG 0x54474354u /* "TCGT" */
#define MACH_HV_XEN 0x566e6558u /* "XenV" */

/* lapic.c */
mach_cold void mach_lapic_init(void);
void mach_lapic_timer(uint32_t count);
/* Ticks of the timer in 2^32 ns; 0: it counts nanoseconds, as under QEMU and KVM. */
extern uint32_t mach_lapic_scale;
uint32_t mach_lapic_timer_left(void);
mach_cold uint32_t mach_lapic_id(void);

/* clock.c: the platform knows the rate: the clock was @ns at @tsc, and gains @mult ns in 2^32
 * cycles. */
mach_cold void mach_clock_known(uint64_t tsc, uint64_t ns, uint64_t mult);
/* The LAPIC timer is the clock until the TSC's rate is known: not free for deadlines. */
extern bool mach_lapic_is_clock;
/* idle.c: when the timer interrupts next; past: not at all. */
extern uint64_t mach_timer_armed;

/* cmos.c: seconds since 1970 UTC by the CMOS clock; 0: there is none. */
mach_cold uint64_t mach_cmos_seconds(void);

/* ioapic.c: send global system interrupt @gsi to a vector; @entry: it, and flags. 0 or -errno.
 */
#define MACH_IOAPIC_LOW	  0x2000u /* active low */
#define MACH_IOAPIC_LEVEL 0x8000u
mach_cold int mach_ioapic_route(unsigned gsi, uint32_t entry);
/* Mask all lines, which firmware may have left open. */
mach_cold void mach_ioapic_mask_all(void);

/*
 * debug_exit.c: the status by QEMU's isa-debug-exit at @port (0: no), and for ukrun(1) by a
 * debug console. Returns if there is no such device.
 */
mach_cold void mach_debug_exit(unsigned port, enum uk_shutdown how, int status);

#endif
