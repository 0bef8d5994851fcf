/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The inside of platform xen: what a domain has, however it was started. PV and PVH differ
 * in how they start, in page tables, exceptions and how a hypercall is made; that is in ARCH/.
 *
 * Where XEN_UPCALLS (xen_arch.h) is 0, no upcalls: events stay masked for the CPU, and leave
 * their mark in the shared info page. That is looked at when the scheduler looks for
 * interrupts, since one source is always pending, and an idle CPU polls its ports in the
 * hypervisor. An upcall would be put on the stack of whoever runs, into its red zone, and could
 * do no more than leave a mark either. Where it is 1, an event is an interrupt like any other,
 * and sets the platform's source.
 */
#ifndef XEN_H
#define XEN_H

#include <stdbool.h>
#include <uk/plat.h>
#include "xen_abi.h"

#define xen_cold __attribute__((cold))

/* What the start found out. */
struct xen_domain {
	struct shared_info *shared;
	struct xencons_interface *console; /* NULL: the initial domain, by console_io */
	uint32_t console_port;
	void *store; /* NULL: there is no xenstore */
	uint32_t store_port;
};
extern struct xen_domain xen_domain;

/*
 * ARCH/call.c: hypercall @nr, command @cmd, with its argument by value: on PVH the pool may
 * not name memory to the hypervisor, which would write to it with more rights than it has.
 * Event channels, SCHEDOP_yield and _shutdown: the 16 bytes @lo, @hi; of event channels the
 * new port is returned. SCHEDOP_poll: timeout @lo, on xen_ports. CONSOLEIO_write: @hi bytes at
 * @lo; CONSOLEIO_read: returns the byte + 1, or 0. Negative: -errno, with Xen's numbers, which
 * are Linux's.
 */
long xen_call(unsigned nr, unsigned cmd, uint64_t lo, uint64_t hi);

/* event.c: source s of uk/irq.h has port xen_ports[s]; 0: none. */
#define XEN_PORTS 63
extern uint32_t xen_ports[XEN_PORTS];
extern uint32_t xen_nports;
/* All ports masked; from now on they are looked at. */
xen_cold void xen_event_init(void);
xen_cold int xen_irq_enable(unsigned port);
void xen_idle(uint64_t deadline_ns);

/* clock.c: ns by the shared info page; never goes back. */
uint64_t xen_clock_ns(void);

/* wall.c: ns since 1970 UTC at system time 0. */
uint64_t xen_wall_ns(void);

/* console.c */
xen_cold void xen_console_write(const char *buf, size_t len);
xen_cold int xen_console_read(char *buf, size_t len);
/* Wait for the other side to have taken all output, for a second at most. */
xen_cold void xen_console_flush(void);

/* reason.c: SHUTDOWN_*, for an end of kind @how. */
xen_cold unsigned xen_reason(enum uk_shutdown how);

/* ARCH/shutdown.c */
xen_cold void xen_shutdown(enum uk_shutdown how, int status) uk_noreturn;

/* ARCH: the frame number of a page by which other domains know it. */
uint64_t xen_frame(const void *page);

/*
 * grant.c, in images that grant: called before the page tables are sealed. 0 or -errno; nothing
 * can be granted then.
 */
xen_cold int xen_grant_boot(void) uk_weak;
#define XEN_GRANT_FRAMES 4
/* ARCH/: map the first @frames of the grant table over @table, which is page-aligned. */
xen_cold int xen_grant_map(void *table, unsigned frames);
#endif
