/* SPDX-License-Identifier: BSD-3-Clause */
/* Private to libuk-plat: what platforms add to crash reports, and what they share. */
#ifndef CRASH_PRIV_H
#define CRASH_PRIV_H

#include <stdint.h>

/* The function that @pc is in, and how far; NULL if it cannot be told. Set by a platform; used
 * while crashing. */
extern const char *(*uk_crash_symbol)(uintptr_t pc, uintptr_t *offset);

/* x86_64/trap_name.c: for uk_crash's @what. @error: the CPU's error code, or 0. */
#define UK_TRAP_PAGE_FAULT 14
const char *uk_trap_name(unsigned vector, uint64_t error);

#endif
