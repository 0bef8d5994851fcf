/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Platform xen for drivers: what a frontend needs of its hypervisor. A backend in another
 * domain reaches the pages that were granted to it, and the two call each other through an
 * event channel, which is an interrupt line: uk_irq_attach(port, …).
 *
 * In libuk-plat-xen only. An image may run on another of its platforms: ask first.
 */
#ifndef UK_XEN_H
#define UK_XEN_H

#include <stdbool.h>
#include <stdint.h>

/* Does this image run on Xen? If not, nothing else here may be called. Any context. */
bool uk_xen_running(void);

/* When this image ends well, the toolstack is to start it again (SHUTDOWN_reboot). Any context.
 */
void uk_xen_reboot(void);

/*
 * The page shared with xenstore (public/io/xs_wire.h) and the port to it in *@port. NULL:
 * there is none, as in the initial domain. The page stays the platform's.
 */
void *uk_xen_store(int *port);

/*
 * An event channel that domain @domain may bind its end to. The port, > 0, or -errno with
 * Linux's numbers. Thread context; does not block.
 */
int uk_xen_port_alloc(unsigned domain);
/* End a channel: no handler is called any more. Thread context. */
void uk_xen_port_close(int port);
/* Call the other side. Any context. */
void uk_xen_notify(int port);

/*
 * Let domain @domain reach the page at @page (aligned memory of this image), for reading only
 * or for both. The reference, > 0, which the other side is told; -ENOSPC: the table is full.
 * Thread context.
 */
int uk_xen_grant(unsigned domain, const void *page, bool readonly);
/*
 * Take it back: 0, or -EBUSY while the other side has the page mapped: then it must not be
 * used for anything else. Thread context.
 */
int uk_xen_grant_end(int ref);

#endif
