/* SPDX-License-Identifier: BSD-3-Clause */
/* The bus: where there is a store, its devices are looked for with those of other buses. */
#include <uk/anchor.h>
#include <uk/console.h>
#include <uk/init.h>
#include <uk/xen.h>
#include "xenbus_priv.h"

static int scan(void)
{
	int port, r;
	void *ring;

	if (!uk_xen_running())
		return 0;
	ring = uk_xen_store(&port);
	if (!ring)
		return 0;
	r = xs_start(ring, port);
	if (r < 0)
		return r;
	r = xenbus_watch_control();
	if (r < 0)
		uk_log("xenbus: no orders from the toolstack: error %d", -r);
	xenbus_probe_all();
	return 0;
}
UK_INIT(UK_LEVEL_BUS, scan);
UK_ANCHOR(xenbus);
