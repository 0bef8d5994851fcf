/* SPDX-License-Identifier: BSD-3-Clause */
/* What vectors.S hands to C of an exception. */
#ifndef MACH_TRAP_H
#define MACH_TRAP_H

#include <stdint.h>
#include <uk/compiler.h>

/*
 * As mach_exception_entry leaves it: general registers and vector as in struct uk_regs, then
 * the CPU's frame, which starts with an error code or does not.
 */
struct mach_raw {
	uint64_t registers[15], vector;
	uint64_t frame[6];
};

#define ERROR_CODE_VECTORS 0x60227d00u /* 8, 10-14, 17, 21, 29, 30 */

/* trap.c: the crash report. */
void mach_exception(const struct mach_raw *raw) uk_noreturn;
/* vectors.S: what is called. */
extern void (*mach_on_exception)(const struct mach_raw *raw) uk_noreturn;

#endif
