/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A service of the CPL0 stub: ports that the I/O bitmap does not reach. Chipsets put the
 * power management block there (0x1800, 0xb000), and nothing of virtual machines is.
 */
#include <errno.h>
#include "stub.h"
#include "sys.h"

/* What UK_NEED(mach_far_ports) refers to. */
extern const char mach_far_ports[];
const char mach_far_ports[1] = { 0 };

long mach_svc_port(uint64_t port, uint64_t value, uint64_t op)
{
	if (port > 0xfffc)
		return -EINVAL;
	switch (op) {
	case 2:
		outw(port, value);
		return 0;
	case 4:
		outl(port, value);
		return 0;
	case MACH_PORT_IN | 2:
		return inw(port);
	case MACH_PORT_IN | 4:
		return inl(port);
	default:
		return -EINVAL;
	}
}
