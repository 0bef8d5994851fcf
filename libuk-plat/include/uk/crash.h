/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Crashes: print what is known, end the image with a crash status.
 *
 * The report goes to the early console, in lines that start with "uk: ":
 *
 *	uk: crash: page fault (read) at 0x0000000000000000, thread main
 *	uk: rip 0x0000000000101234 rsp 0x… …
 *	uk: #0 0x0000000000101234 [name+0xoffset]
 *
 * ukrun resolves the frames of a virtual machine; in a Linux process the
 * image reads its own symbol table (uk_boot_info->image_path) and prints the
 * names itself.
 */
#ifndef UK_CRASH_H
#define UK_CRASH_H

#include <uk/compiler.h>

struct uk_regs; /* uk/arch/trap.h */

#define UK_STATUS_ABORT 134
#define UK_STATUS_FAULT 139

/* A programming error or a state that cannot go on: message, backtrace, status 134. Any
 * context. */
void uk_panic(const char *fmt, ...) uk_noreturn uk_printf_like(1, 2);

/*
 * A fault: called by the platform's trap entry with the interrupted registers
 * (in the platform's trap context: own stack, nothing locked). @what is e.g.
 * "page fault", @addr the address it concerns or 0. Status 139.
 */
void uk_crash(const char *what, uintptr_t addr, const struct uk_regs *regs) uk_noreturn;

/* The name of the running thread; set by libuk-sched, "boot" before. */
extern const char *(*uk_crash_thread_name)(void);
/*
 * Names a fault address that lies in the guard page of a stack ("stack overflow of thread X"),
 * or returns NULL. Set by libuk-sched.
 */
extern const char *(*uk_crash_classify)(uintptr_t addr);

#define uk_assert(e)                                                                      \
	do {                                                                              \
		if (uk_unlikely(!(e)))                                                    \
			uk_panic("assertion failed: %s (%s:%d)", #e, __FILE__, __LINE__); \
	} while (0)

#endif
