/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The exit status, by two of QEMU's devices: isa-debug-exit ends the machine with it in
 * seven bits; isa-debugcon, where ukrun(1) puts one, takes all of it first.
 */
#include "sys.h"
#include "x86.h"

#define STATUS_PORT    0x504 /* isa-debugcon: 'E' or 'C', then the status */
#define DEBUGCON_THERE 0xe9  /* what it reads as */

void mach_debug_exit(unsigned port, enum uk_shutdown how, int status)
{
	if (!port || port > MACH_PORTS - 2)
		return;
	if (inb(STATUS_PORT) == DEBUGCON_THERE) {
		outb(STATUS_PORT, how == UK_SHUTDOWN_EXIT ? 'E' : 'C');
		outb(STATUS_PORT, status);
	}
	outb(port, UK_MIN(status, 127));
}
