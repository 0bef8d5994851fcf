/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of a domain: a reason for the toolstack. In a test QEMU may listen below the
 * hypervisor, by semihosting, for the status.
 */
#include <uk/console.h>
#include <uk/param.h>
#include "arm.h"
#include "xen_arm.h"

static bool semihosting;
UK_PARAM_BOOL(xen, semihosting, semihosting, "end QEMU with the status, by semihosting");

void xen_shutdown(enum uk_shutdown how, int status)
{
	char line[40];
	int n;

	/* A domain's end has no room for a status. */
	n = uk_snprintf(line, sizeof(line), "uk: exit status %d\n", status);
	xen_plat.console_write(line, n);
	xen_console_flush();
	if (semihosting)
		mach_exit(status);
	xen_call(XEN_sched_op, SCHEDOP_shutdown, xen_reason(how), 0);
	for (;;)
		;
}
