/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Exceptions end the image with a crash report. Here at EL0, on the exception
 * stack (vectors.S).
 */
#include <uk/console.h>
#include <uk/crash.h>
#include "../../aarch64/trap.h"
#include "arm.h"

struct uk_regs mach_exception_regs;
/* The stub reads it each time; reflect.c may be put before. */
void (*mach_on_exception)(void) uk_noreturn = mach_exception;

void mach_exception(void)
{
	static struct uk_regs first;
	static unsigned crashing;
	char line[96];
	int n;

	if (crashing++) {
		if (crashing > 2)
			mach_reset();
		n = uk_snprintf(line, sizeof(line),
				"\nuk: crash at 0x%lx while reporting the one at 0x%lx\n",
				mach_exception_regs.pc, first.pc);
		mach_serial_write(line, n);
		mach_plat->shutdown(UK_SHUTDOWN_CRASH, UK_STATUS_FAULT);
	}
	first = mach_exception_regs;
	uk_trap_crash(&first);
}
