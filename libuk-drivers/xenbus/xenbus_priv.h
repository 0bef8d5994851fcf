/* SPDX-License-Identifier: BSD-3-Clause */
/* Private to libuk-xenbus: the wire (public/io/xs_wire.h), prototypes under their files. */
#ifndef XENBUS_PRIV_H
#define XENBUS_PRIV_H

#include <uk/xenbus.h>

#define XS_DIRECTORY   1
#define XS_READ	       2
#define XS_WATCH       4
#define XS_UNWATCH     5
#define XS_WRITE       11
#define XS_WATCH_EVENT 15
#define XS_ERROR       16

struct xsd_sockmsg {
	uint32_t type, req_id, tx_id, len;
};
#define XENSTORE_PAYLOAD_MAX 4096

#define XENSTORE_RING_SIZE 1024
struct xenstore_domain_interface {
	char req[XENSTORE_RING_SIZE], rsp[XENSTORE_RING_SIZE];
	uint32_t req_cons, req_prod, rsp_cons, rsp_prod;
};

/* wire.c: the ring, byte by byte, and messages out of it. */
struct xs_wire {
	struct xenstore_domain_interface *ring;
	bool broken; /* the other side's indices or lengths make no sense */
	/* the message that is coming in */
	struct xsd_sockmsg head;
	size_t got; /* bytes of it, head included */
	char payload[XENSTORE_PAYLOAD_MAX + 1];
};
/* Put in up to @len bytes; how many went. */
size_t xs_wire_put(struct xs_wire *w, const void *p, size_t len);
/*
 * Take bytes until a message is whole: true, and w->head and w->payload, terminated by a 0,
 * are it until the next call. False: no whole one is there.
 */
bool xs_wire_get(struct xs_wire *w);

/* store.c: begin to use the store at @ring, through @port. 0 or -errno. */
int xs_start(struct xenstore_domain_interface *ring, int port);
/* Interrupt handler: take what has come. */
void xs_event(void *arg);
/* Call the watches that have fired; true if there were any. */
bool xs_run_watches(void);
/* Is @w's function being called, by another thread? */
bool xs_elsewhere(const struct uk_xs_watch *w);

#ifdef UK_NATIVE_TEST
void xs_reset(void);
#endif

/* device.c */
void xenbus_probe_all(void);

/* control.c: what the toolstack asks a domain to do. */
int xenbus_watch_control(void);

#endif
