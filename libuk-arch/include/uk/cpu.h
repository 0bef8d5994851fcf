/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Small operations of the CPU. The inline bodies are the architecture's
 * (uk/arch/cpu.h); each is one or two unprivileged instructions:
 *
 *	uint64_t uk_cycles(void)	  constant-rate counter, not serialising
 *	void uk_cpu_relax(void)		  hint in spin loops
 *	void uk_mb(void), uk_rmb, uk_wmb  barriers between CPUs and with devices
 *	void uk_mb_device(void)		  uk_mb, also where emulators are lax; for doorbells and
 *event indices uintptr_t uk_frame_pointer(void)  of the calling function
 */
#ifndef UK_CPU_H
#define UK_CPU_H

#include <uk/arch/cpu.h>

#endif
