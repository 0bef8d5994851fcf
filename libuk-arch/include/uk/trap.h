/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The registers of an interrupted context, as trap entries save them and
 * crash reports print them.
 */
#ifndef UK_TRAP_H
#define UK_TRAP_H

#include <stdbool.h>
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

/*
 * Call @emit once per line of the register dump, without newline. No libc, any context.
 */
void uk_regs_dump(const struct uk_regs *r, void (*emit)(const char *line));

#endif
