/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * When devices are found, uk/init.h: at boot, or when something first needs one. The buses'
 * and drivers' initialisers are those from UK_LEVEL_BUS to before UK_LEVEL_SYS.
 */
#include "boot_priv.h"

static enum { TOO_SOON, DEFERRED, FOUND } state;

void uk_devices_find(void)
{
	if (state != DEFERRED)
		return;
	state = FOUND;
	uk_init_run(UK_LEVEL_BUS, UK_LEVEL_SYS - 1);
}

void uk_devices_boot(void)
{
	state = DEFERRED;
	if (!uk_console_early)
		uk_devices_find();
}
