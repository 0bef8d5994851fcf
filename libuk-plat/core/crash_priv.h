/* SPDX-License-Identifier: BSD-3-Clause */
/* Private to libuk-plat: where a platform can name functions (linux/symbols.c). */
#ifndef CRASH_PRIV_H
#define CRASH_PRIV_H

#include <stdint.h>

/* The function that @pc is in, and how far; NULL if it cannot be told. Used while crashing. */
extern const char *(*uk_crash_symbol)(uintptr_t pc, uintptr_t *offset);

#endif
