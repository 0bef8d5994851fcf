/* SPDX-License-Identifier: BSD-3-Clause */
/* The inside of platform pc on x86: prototypes under the file that owns them. */
#ifndef PC_X86_H
#define PC_X86_H

#include "pc.h"
#include "x86.h"

/* boot_map.c: map [addr, addr + len), uncached, before the seal; NULL if it cannot be. */
mach_cold void *pc_boot_map(uint64_t addr, size_t len);

/* apic.c: the local APIC out of whatever state firmware left it in. NULL, or what is wrong. */
mach_cold const char *pc_apic_take_over(void);

/* irq.c: before the seal. */
mach_cold void pc_irq_gates(void);
mach_cold int pc_irq_enable(unsigned line);

/* clock.c */
mach_cold uint64_t pc_clock_ns(void);
mach_cold void pc_idle(uint64_t deadline_ns);

/* i8042.c: the keyboard controller; -EPIPE if there is none. */
mach_cold int pc_i8042_read(char *buf, size_t len);

#endif
