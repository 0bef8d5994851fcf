/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: the inline bodies of uk/cpu.h. */
#ifndef UK_ARCH_CPU_H
#define UK_ARCH_CPU_H

#include <stdint.h>

static inline uint64_t uk_cycles(void)
{
	uint32_t lo, hi;

	__asm__ volatile("rdtsc" : "=a"(lo), "=d"(hi));
	return (uint64_t)hi << 32 | lo;
}

static inline void uk_cpu_relax(void)
{
	__asm__ volatile("pause" ::: "memory");
}

/* A locked operation orders as mfence does, and is cheaper on most processors. */
static inline void uk_mb(void)
{
	__asm__ volatile("lock orl $0, -4(%%rsp)" ::: "memory", "cc");
}

/*
 * The same towards a device that a hypervisor's other thread emulates. QEMU's
 * TCG with one virtual CPU emits no barriers for the guest's, so a store could
 * still pass a later load on the host; `pause` leaves the translated code,
 * and that orders.
 */
static inline void uk_mb_device(void)
{
	uk_mb();
	uk_cpu_relax();
}

static inline void uk_rmb(void)
{
	__asm__ volatile("" ::: "memory");
}

static inline void uk_wmb(void)
{
	__asm__ volatile("" ::: "memory");
}

static inline __attribute__((always_inline)) uintptr_t uk_frame_pointer(void)
{
	return (uintptr_t)__builtin_frame_address(0);
}

struct uk_cpuid {
	uint32_t eax, ebx, ecx, edx;
};

/* One leaf; 0 in all registers when the CPU does not have it. Traps to the hypervisor: cache
 * the answer. */
static inline struct uk_cpuid uk_cpuid(uint32_t leaf, uint32_t subleaf)
{
	struct uk_cpuid r;
	uint32_t max = leaf & 0xf0000000u;

	__asm__ volatile("cpuid"
			 : "=a"(r.eax), "=b"(r.ebx), "=c"(r.ecx), "=d"(r.edx)
			 : "a"(max), "c"(0));
	if (r.eax < leaf || (r.eax & 0xf0000000u) != max)
		return (struct uk_cpuid){ 0, 0, 0, 0 };
	__asm__ volatile("cpuid"
			 : "=a"(r.eax), "=b"(r.ebx), "=c"(r.ecx), "=d"(r.edx)
			 : "a"(leaf), "c"(subleaf));
	return r;
}

#endif
