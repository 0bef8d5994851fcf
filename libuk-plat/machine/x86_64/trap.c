/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Exceptions end the image with a crash report. Here at CPL3, on the exception
 * stack (vectors.S).
 */
#include <uk/console.h>
#include <uk/crash.h>
#include <uk/trap.h>
#include "../../boot/crash_priv.h"
#include "x86.h"
#include "sys.h"
#include "trap.h"

void mach_exception(const struct mach_raw *raw)
{
	static unsigned crashing;
	static uint64_t first;
	bool has_error = ERROR_CODE_VECTORS >> raw->vector & 1;
	const uint64_t *frame = raw->frame + has_error;
	uint64_t error = has_error ? raw->frame[0] : 0;
	struct uk_regs r;
	char line[96];

	if (crashing++) {
		if (crashing > 2)
			mach_service(SVC_RESET, 0, 0, 0);
		int n = uk_snprintf(line, sizeof(line),
				    "\nuk: crash at 0x%lx while reporting the one at 0x%lx\n",
				    frame[0], first);
		mach_serial_write(line, n);
		mach_plat->shutdown(UK_SHUTDOWN_CRASH, UK_STATUS_FAULT);
	}
	first = frame[0];
	__builtin_memcpy(&r, raw, offsetof(struct uk_regs, error));
	r.error = error;
	__builtin_memcpy(&r.rip, frame, sizeof(r) - offsetof(struct uk_regs, rip));
	uk_crash(uk_trap_name(raw->vector, error),
		 raw->vector == UK_TRAP_PAGE_FAULT ? (uintptr_t)mach_service(SVC_CR2, 0, 0, 0)
						   : 0,
		 &r);
}
