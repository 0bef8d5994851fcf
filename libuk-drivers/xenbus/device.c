/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Devices: those of which there is a directory and a driver. Each has a watch on its
 * backend's state.
 */
#include <errno.h>
#include <string.h>
#include <uk/console.h>
#include <uk/heap.h>
#include "xenbus_priv.h"

static void backend_changed(struct uk_xs_watch *w)
{
	struct uk_xenbus_dev *d = uk_container_of(w, struct uk_xenbus_dev, watch);
	unsigned long state;

	/* It is not there any more: gone with its domain. */
	if (uk_xs_read_uint(d->watch_path, NULL, &state) || state > UK_XENBUS_CLOSED)
		state = UK_XENBUS_UNKNOWN;
	if (state == d->state)
		return;
	d->state = state;
	uk_waitq_wake(&d->wait, UK_WAKE_ALL);
	if (d->changed)
		d->changed(d);
}

int uk_xenbus_set_state(struct uk_xenbus_dev *d, enum uk_xenbus_state state)
{
	return uk_xs_write_uint(d->path, "state", state);
}

int uk_xenbus_wait(struct uk_xenbus_dev *d, enum uk_xenbus_state state, uint64_t deadline)
{
	int r = uk_wait_event(&d->wait, d->state >= state, deadline);

	if (r == 0 && d->state >= UK_XENBUS_CLOSING && state < UK_XENBUS_CLOSING)
		r = -ENODEV;
	return r;
}

/* What the store has of @d. */
static int describe(struct uk_xenbus_dev *d)
{
	unsigned long domain;
	int r = uk_xs_read(d->path, "backend", d->backend, sizeof(d->backend));

	if (r >= 0)
		r = uk_xs_read_uint(d->path, "backend-id", &domain);
	if (r >= 0 && domain >= 0x7ff0)
		r = -EINVAL;
	if (r < 0)
		return r;
	d->domain = domain;
	uk_snprintf(d->watch_path, sizeof(d->watch_path), "%s/state", d->backend);
	uk_waitq_init(&d->wait);
	d->watch.fn = backend_changed;
	d->watch.path = d->watch_path;
	return uk_xs_watch(&d->watch);
}

static int probe(const struct uk_xenbus_driver *drv, const char *id)
{
	struct uk_xenbus_dev *d = uk_zalloc(sizeof(*d));
	int r;

	if (!d)
		return -ENOMEM;
	r = uk_snprintf(d->path, sizeof(d->path), "device/%s/%s", drv->type, id);
	r = r < (int)sizeof(d->path) ? describe(d) : -ENAMETOOLONG;
	if (r < 0) {
		uk_free(d);
		return r;
	}
	r = drv->probe(d);
	if (r < 0) {
		uk_xs_unwatch(&d->watch);
		uk_xenbus_set_state(d, UK_XENBUS_CLOSED);
		uk_free(d);
	}
	return r;
}

void xenbus_probe_all(void)
{
	char ids[256];

	UK_SET_FOREACH(xenbus_driver, const struct uk_xenbus_driver, drv) {
		int n = uk_xs_list("device", drv->type, ids, sizeof(ids)), r;

		if (n < 0 && n != -ENOENT)
			uk_log("xenbus: device/%s: error %d", drv->type, -n);
		for (const char *id = ids; n > 0 && id < ids + n; id += strlen(id) + 1) {
			r = probe(drv, id);
			if (r < 0)
				uk_log("xenbus: device/%s/%s: error %d", drv->type, id, -r);
		}
	}
}
