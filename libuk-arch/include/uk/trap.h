/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The registers of an interrupted context, as trap entries save them and
 * crash reports print them.
 */
#ifndef UK_TRAP_H
#define UK_TRAP_H

#include <stdbool.h>
#include <uk/compiler.h>
#include <uk/arch/regs.h> /* struct uk_regs, in the architecture's folder */

uintptr_t uk_regs_pc(const struct uk_regs *r);
uintptr_t uk_regs_sp(const struct uk_regs *r);
uintptr_t uk_regs_fp(const struct uk_regs *r);

/*
 * The return address of a function that has no frame yet or never has one, and of a jump to
 * nowhere: what a walk along the frames would miss. 0 if there is none to be seen. @is_code
 * says whether there is an instruction of the image at an address; @stack_end is the end of
 * the memory that the stack pointer is in, 0 if unknown. Any context.
 */
uintptr_t uk_regs_caller(const struct uk_regs *r, bool (*is_code)(uintptr_t pc),
			 uintptr_t stack_end);

/* What kind of exception the registers are of. */
enum uk_fault {
	UK_FAULT_MEMORY,      /* no such memory */
	UK_FAULT_ACCESS,      /* memory, but not with these rights */
	UK_FAULT_ALIGNMENT,   /* and other errors of the bus */
	UK_FAULT_INSTRUCTION, /* undefined or not allowed */
	UK_FAULT_DIVISION,    /* of integers */
	UK_FAULT_FLOAT,
	UK_FAULT_BREAKPOINT,
};
enum uk_fault uk_regs_fault(const struct uk_regs *r);

/* Make @r those of a call fn(arg) on the stack that ends at @stack, aligned to 16 bytes. */
void uk_regs_call(struct uk_regs *r, void *stack, void (*fn)(void *arg), void *arg);

/*
 * Go on where @r was interrupted. @r is on the stack of that context, below all that it uses
 * (UK_RED_ZONE). Thread context, and the platform's trap context to go on in another.
 */
void uk_regs_resume(const struct uk_regs *r) uk_noreturn;

/* @r with the general registers, program counter and stack pointer of @changed, of the same
 * layout; what else there is stays. */
struct uk_regs uk_regs_merge(const struct uk_regs *r, const void *changed);

/* Floating-point registers, those that the pool's own code uses: UK_FP_SIZE bytes at a multiple
 * of 16. */
void uk_fp_restore(const void *area);

/*
 * Call @emit once per line of the register dump, without newline. No libc, any context.
 */
void uk_regs_dump(const struct uk_regs *r, void (*emit)(const char *line));

#endif
