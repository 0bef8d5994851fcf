/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The end of a domain: a reason for the toolstack. The initial domain of a test may have
 * QEMU's debug port for the status.
 */
#include <uk/console.h>
#include <uk/param.h>
#include "x86.h"
#include "xen_x86.h"

static unsigned long exit_port;
UK_PARAM_UINT(xen, exit_port, exit_port, "port of QEMU's isa-debug-exit; 0: there is none");

void xen_shutdown(enum uk_shutdown how, int status)
{
	char line[40];
	int n;

	/* A domain's end has no room for a status. */
	n = uk_snprintf(line, sizeof(line), "uk: exit status %d\n", status);
	xen_console_write(line, n);
	xen_console_flush();
	mach_debug_exit(exit_port, how, status);
	xen_call(XEN_sched_op, SCHEDOP_shutdown, xen_reason(how), 0);
	for (;;)
		;
}
