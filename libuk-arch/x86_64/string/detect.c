/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Are `rep movsb` and `rep stosb` faster than a loop of vector stores here, and are
 * there vectors of 32 bytes? Asked by long copies only: cpuid is slow in a virtual machine.
 */
#include "detect.h"
#include "wide.h"
#include <uk/cpu.h>

#define ERMS (1u << 9)	/* leaf 7, ebx: enhanced rep movsb/stosb */
#define TCG  0x54474354 /* "TCGT", QEMU's interpreter: one byte at a time */

unsigned char uk_string_cpu;

unsigned uk_string_detect(void)
{
	unsigned cpu = STRING_ASKED;

	/* Where there is no hypervisor, nothing is there. */
	if (uk_cpuid(0x40000000, 0).ebx != TCG) {
		if (uk_cpuid(7, 0).ebx & ERMS)
			cpu |= STRING_REP;
		if (uk_string_has_avx && uk_string_has_avx())
			cpu |= STRING_AVX;
	}
	uk_string_cpu = (unsigned char)cpu;
	return cpu;
}
