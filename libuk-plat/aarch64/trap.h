/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64, private to libuk-plat: exceptions as every platform reports them. */
#ifndef AARCH64_TRAP_H
#define AARCH64_TRAP_H

#include <uk/compiler.h>
#include <uk/trap.h>

/* Exception classes (Arm ARM, ESR_EL1.EC) that platforms ask for by name. */
#define ESR_EC(esr)    ((esr) >> 26 & 0x3f)
#define EC_SVC	       0x15
#define EC_FETCH_ABORT 0x20
#define EC_DATA_ABORT  0x24
#define EC_FLOAT       0x2c
#define EC_BRK	       0x3c

/* trap.c: the address that an exception is about, or 0. */
uintptr_t uk_trap_addr(const struct uk_regs *r);
/* uk_crash() with the name and the address that @r.esr and @r.far tell. */
void uk_trap_crash(const struct uk_regs *r) uk_noreturn;

#endif
