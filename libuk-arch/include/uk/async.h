/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A call between two instructions. Who interrupts a thread (a timer, in the platform's trap
 * context) notes where in uk_async_pc and has it go on at uk_async_entry, with all registers as
 * they were; that saves them, calls uk_async_call() on the thread's stack, and goes back. Only
 * code of the application is interrupted so (uk_app_text_start, _end), so the pool needs no
 * locks against it.
 */
#ifndef UK_ASYNC_H
#define UK_ASYNC_H

#include <stdbool.h>
#include <stdint.h>

extern uintptr_t uk_async_pc;
extern void (*uk_async_call)(void);
void uk_async_entry(void); /* not to be called */

/* Once, before the first: how large the floating-point registers are. */
void uk_async_init(void);

extern const char uk_app_text_start[], uk_app_text_end[];
static inline bool uk_async_allowed(uintptr_t pc)
{
	return pc >= (uintptr_t)uk_app_text_start && pc < (uintptr_t)uk_app_text_end;
}

#endif
