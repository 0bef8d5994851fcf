/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end: a status by semihosting where a debugger or QEMU listens, then PSCI; a machine
 * that has neither stays as it is.
 */
#include "arm.h"
#include "sys.h"

void mach_exit(int status)
{
	mach_service(SVC_EXIT, status, 0, 0);
}

static void uk_noreturn power(unsigned reset)
{
	mach_service(SVC_POWER, reset, 0, 0);
	for (;;)
		mach_service(SVC_IDLE, 0, 0, 0);
}

void mach_off(void)
{
	power(0);
}

void mach_reset(void)
{
	power(1);
}
