/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the toolstack asks a domain to do, in control/shutdown
 * (docs/misc/xenstore-paths.pandoc): it is acknowledged by emptying it. `xl shutdown` and `xl
 * reboot` end the program as exit(0) would.
 */
#include <string.h>
#include <uk/console.h>
#include <uk/plat.h>
#include <uk/xen.h>
#include "xenbus_priv.h"

static void shutdown_asked(struct uk_xs_watch *w)
{
	char what[16];

	if (uk_xs_read(w->path, NULL, what, sizeof(what)) <= 0)
		return;
	uk_xs_write(w->path, NULL, "");
	if (strcmp(what, "reboot") == 0)
		uk_xen_reboot();
	else if (strcmp(what, "poweroff") != 0 && strcmp(what, "halt") != 0) {
		uk_log("xenbus: asked for '%s', which this image cannot do", what);
		return;
	}
	uk_exit(0);
}

int xenbus_watch_control(void)
{
	static struct uk_xs_watch watch = { .fn = shutdown_asked, .path = "control/shutdown" };

	return uk_xs_watch(&watch);
}
