/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of a domain: a reason for the toolstack. The initial domain of a test may have
 * QEMU's debug port for the status.
 */
#include <errno.h>
#include <uk/console.h>
#include <uk/param.h>
#include "x86.h"
#include "xen_x86.h"

static unsigned long exit_port;
UK_PARAM_UINT(xen, exit_port, exit_port, "port of QEMU's isa-debug-exit; 0: there is none");

static unsigned reason = SHUTDOWN_poweroff;

static int set_exit(const char *value)
{
	/* poweroff, reboot */
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
	xen_console_write(line, n);
	xen_console_flush();
	mach_debug_exit(exit_port, how, status);
	xen_call(XEN_sched_op, SCHEDOP_shutdown,
		 how == UK_SHUTDOWN_EXIT ? reason : SHUTDOWN_crash, 0);
	for (;;)
		;
}
