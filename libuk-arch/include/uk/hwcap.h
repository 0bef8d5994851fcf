/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Which optional instructions the CPU has and the platform lets unprivileged code use, as words
 * of bits that Linux's auxiliary vector has as AT_HWCAP and AT_HWCAP2: there the numbering of
 * bits is the architecture's own (Linux, Documentation/arch/arm64/elf_hwcaps.rst; on x86_64
 * AT_HWCAP is EDX of CPUID leaf 1). getauxval() of <sys/auxv.h> says the same to programs.
 */
#ifndef UK_HWCAP_H
#define UK_HWCAP_H

#include <stdint.h>

/*
 * Store AT_HWCAP's word in @cap[0] and AT_HWCAP2's in @cap[1]. Any context from uk_boot on,
 * never blocks, does not fail; may take a microsecond (CPUID can trap to a hypervisor), so keep
 * the answer.
 */
void uk_hwcap(uint64_t cap[2]);

#endif
