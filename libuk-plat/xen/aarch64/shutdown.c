/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of a domain: a reason for the toolstack. In a test QEMU may listen below the
 * hypervisor, by semihosting, for the status.
 */
#include <errno.h>
#include <uk/console.h>
#include <uk/param.h>
#include "arm.h"
#include "xen_arm.h"

static bool semihosting;
UK_PARAM_BOOL(xen, semihosting, semihosting, "end QEMU with the status, by semihosting");

static unsigned reason = SHUTDOWN_poweroff;

static int set_exit(const char *value)
{
	if (__builtin_strcmp(value, "reboot") == 0)
		reason = SHUTDOWN_reboot;
	else if (__builtin_strcmp(value, "poweroff") != 0)
		return -EINVAL;
	return 0;
}
UK_PARAM_CUSTOM(xen, on_exit, set_exit, "poweroff (default) or reboot, when the program ends");

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
	xen_call(XEN_sched_op, SCHEDOP_shutdown,
		 how == UK_SHUTDOWN_EXIT ? reason : SHUTDOWN_crash, 0);
	for (;;)
		;
}
