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

#include <stdbool.h>
#include <stdint.h>
#include <uk/compiler.h>
#include <uk/set.h>

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

/*
 * Faults for the program. @offer is called in the platform's trap context, with the
 * floating-point registers at @fp (UK_FP_SIZE bytes), before a crash is reported. It returns
 * false, and the report follows; or it has made @r the registers of a call (uk_regs_call) on
 * the stack of the thread, which comes then. A platform that can do this adds a record; its
 * code is linked in images that ask for it only.
 */
typedef bool uk_fault_offer(struct uk_regs *r, uintptr_t addr, const void *fp);
struct uk_fault_source {
	void (*start)(uk_fault_offer *offer); /* on all platforms of the image */
};
#define UK_FAULT_SOURCE(var) UK_SET_ADD(fault_source, struct uk_fault_source, var)

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
