/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The registers of an interrupted context, as trap entries save them and
 * crash reports print them.
 */
#ifndef UK_TRAP_H
#define UK_TRAP_H

#include <uk/arch/regs.h> /* struct uk_regs, in the architecture's folder */

uintptr_t uk_regs_pc(const struct uk_regs *r);
uintptr_t uk_regs_sp(const struct uk_regs *r);
uintptr_t uk_regs_fp(const struct uk_regs *r);

/*
 * Call @emit once per line of the register dump, without newline. No libc, any context.
 */
void uk_regs_dump(const struct uk_regs *r, void (*emit)(const char *line));

#endif
