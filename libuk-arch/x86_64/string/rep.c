/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Are `rep movsb` and `rep stosb` faster than a loop of vector stores here? Asked
 * by copies of some kilobytes only: cpuid is slow in a virtual machine.
 */
#include "rep.h"
#include <uk/cpu.h>

#define ERMS	   (1u << 9)  /* leaf 7: enhanced rep movsb/stosb */
#define HYPERVISOR (1u << 31) /* leaf 1 */
#define TCG	   0x54474354 /* "TCGT", QEMU's interpreter: one byte at a time */

signed char uk_string_rep_state;

int uk_string_rep_detect(void)
{
	int fast = (uk_cpuid(7, 0).ebx & ERMS) != 0;

	if (fast && uk_cpuid(1, 0).ecx & HYPERVISOR)
		fast = uk_cpuid(0x40000000, 0).ebx != TCG;
	uk_string_rep_state = fast ? 1 : -1;
	return fast;
}
