/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * aarch64: what platforms tell uk_hwcap() of the CPU, before uk_boot. Its identification
 * registers cannot be read at EL0, so who starts at EL1 keeps them; a Linux process has the
 * words from its kernel.
 */
#ifndef UK_ARCH_HWCAP_H
#define UK_ARCH_HWCAP_H

#include <stdint.h>

/* Identification registers (Arm ARM, D19.2), all 0 where a platform has not read them. */
struct uk_cpu_id {
	uint64_t isar0; /* ID_AA64ISAR0_EL1 */
	uint64_t isar1; /* ID_AA64ISAR1_EL1 */
	uint64_t pfr0;	/* ID_AA64PFR0_EL1 */
};
extern struct uk_cpu_id uk_cpu_id;

/* AT_HWCAP and AT_HWCAP2 of a Linux process, else 0. */
extern uint64_t uk_hwcap_given[2];

/*
 * The words that stand for @id: instructions that need no more than the registers the pool
 * saves, so neither SVE nor SME nor DIT; and not HWCAP_CPUID, as reads of @id's registers
 * fault.
 */
void uk_hwcap_of(const struct uk_cpu_id *id, uint64_t cap[2]);

#endif
