/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Xenstore, and the devices that are found through it (Xen, docs/misc/xenstore.txt and
 * public/io/xenbus.h). A device is two directories of the store: the frontend's is this
 * domain's, the backend's another's; each writes what it is at into "state", and watches
 * that of the other.
 *
 *	UK_XENBUS_DRIVER(my_driver) = { .type = "vif", .probe = my_probe };
 *
 * All functions in thread context; those that ask the store block until it answers, ten
 * seconds at most. Another domain serves it, so nothing it says is believed unchecked.
 */
#ifndef UK_XENBUS_H
#define UK_XENBUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uk/set.h>
#include <uk/wait.h>

/* -- the store; @dir and @node: the path is dir/node, or dir when @node is NULL -- */

/*
 * Its value, terminated by a 0, into @len bytes at @buf. The length, or -ENOENT and the like;
 * -ENOBUFS: longer than @buf; -ETIMEDOUT; -EIO: the store talks nonsense.
 */
int uk_xs_read(const char *dir, const char *node, char *buf, size_t len);
/* The same of a decimal number. 0 or -errno; -EINVAL: it is none. */
int uk_xs_read_uint(const char *dir, const char *node, unsigned long *value);
/* 0 or -errno. */
int uk_xs_write(const char *dir, const char *node, const char *value);
int uk_xs_write_uint(const char *dir, const char *node, unsigned long value);
/* Names in a directory, each terminated by a 0, into @buf. Their length together, or -errno. */
int uk_xs_list(const char *dir, const char *node, char *buf, size_t len);

/*
 * Have @w->fn called, in a thread of the package's, which it may block, when something at or
 * below
 * @path changes; and once now. The caller owns @w and @path, and leaves them until
 * uk_xs_unwatch(). 0 or -errno.
 */
struct uk_xs_watch {
	void (*fn)(struct uk_xs_watch *w);
	const char *path;
	/* the package's */
	struct uk_xs_watch *next;
	uint32_t token;
	bool fired;
};
int uk_xs_watch(struct uk_xs_watch *w);
/* After it @w is not called any more: if it is being called, that is waited for. */
void uk_xs_unwatch(struct uk_xs_watch *w);

/* -- devices -- */

enum uk_xenbus_state {
	UK_XENBUS_UNKNOWN, /* also: it is gone */
	UK_XENBUS_INITIALISING,
	UK_XENBUS_INIT_WAIT,
	UK_XENBUS_INITIALISED,
	UK_XENBUS_CONNECTED,
	UK_XENBUS_CLOSING,
	UK_XENBUS_CLOSED,
};

#define UK_XENBUS_PATH 128
struct uk_xenbus_dev {
	char path[UK_XENBUS_PATH];    /* of the frontend: "device/vif/0" */
	char backend[UK_XENBUS_PATH]; /* of the backend */
	unsigned domain;	      /* the backend's */
	enum uk_xenbus_state state;   /* the backend's, as last seen */
	void *driver;		      /* the driver's own */
	/* Called after @state changed; may block. Set by the driver, or NULL. */
	void (*changed)(struct uk_xenbus_dev *d);
	/* the package's */
	struct uk_waitq wait;
	struct uk_xs_watch watch;
	char watch_path[UK_XENBUS_PATH + 8];
};

struct uk_xenbus_driver {
	const char *type; /* the directory in "device" */
	/* @d lives for ever if this returns 0, or until it returns -errno. */
	int (*probe)(struct uk_xenbus_dev *d);
};
#define UK_XENBUS_DRIVER(var) UK_SET_ADD(xenbus_driver, struct uk_xenbus_driver, var)

/* Say what the frontend is at. 0 or -errno. */
int uk_xenbus_set_state(struct uk_xenbus_dev *d, enum uk_xenbus_state state);
/* Wait until the backend is at @state, or beyond it. 0; -ETIMEDOUT; -ENODEV: it closes. */
int uk_xenbus_wait(struct uk_xenbus_dev *d, enum uk_xenbus_state state, uint64_t deadline_ns);

#endif
