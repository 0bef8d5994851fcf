/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64: the inline bodies of uk/cpu.h. */
#ifndef UK_ARCH_CPU_H
#define UK_ARCH_CPU_H

#include <stdint.h>

/* The virtual count of the generic timer; every platform lets EL0 read it. */
static inline uint64_t uk_cycles(void)
{
	uint64_t v;

	__asm__ volatile("mrs %0, cntvct_el0" : "=r"(v));
	return v;
}

/* Its rate in Hz, as firmware has written it down. */
static inline uint64_t uk_cycles_rate(void)
{
	uint64_t v;

	__asm__("mrs %0, cntfrq_el0" : "=r"(v));
	return v;
}

static inline void uk_cpu_relax(void)
{
	__asm__ volatile("yield" ::: "memory");
}

/*
 * Barriers of the outer shareable domain: other CPUs and the devices that share memory
 * with them.
 */
static inline void uk_mb(void)
{
	__asm__ volatile("dmb osh" ::: "memory");
}

/*
 * The same towards a device that a hypervisor's other thread emulates. QEMU's
 * TCG with one virtual CPU emits no barriers for the guest's, so a store could
 * still pass a later load on the host; `yield` leaves the translated code,
 * and that orders.
 */
static inline void uk_mb_device(void)
{
	uk_mb();
	uk_cpu_relax();
}

static inline void uk_rmb(void)
{
	__asm__ volatile("dmb oshld" ::: "memory");
}

static inline void uk_wmb(void)
{
	__asm__ volatile("dmb oshst" ::: "memory");
}

static inline __attribute__((always_inline)) uintptr_t uk_frame_pointer(void)
{
	return (uintptr_t)__builtin_frame_address(0);
}

#endif
