/* SPDX-License-Identifier: BSD-3-Clause */
/* What the toolstack is told of a domain's end (public/sched.h). */
#include <errno.h>
#include <uk/param.h>
#include <uk/xen.h>
#include "xen.h"

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

void uk_xen_reboot(void)
{
	reason = SHUTDOWN_reboot;
}

unsigned xen_reason(enum uk_shutdown how)
{
	return how == UK_SHUTDOWN_EXIT ? reason : SHUTDOWN_crash;
}
