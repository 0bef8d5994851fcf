/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What the package stands on, played: a scheduler in which time passes while somebody waits,
 * and the ring's other side is called then; event channels; the heap.
 */
#ifndef WORLD_H
#define WORLD_H

#include "xenbus_priv.h"

extern struct xenstore_domain_interface ring;
/* Called whenever the domain waits: the store's turn. */
extern void (*store_turn)(void);
extern uint64_t now_ns;
extern unsigned notified;
extern int exit_status; /* of uk_exit(), which comes back here; -1: not called */
extern bool rebooted;

/* A new ring; the package starts anew with it. */
void world_start(void);

/* The store's side. A whole request; false if there is none. */
bool store_request(struct xsd_sockmsg *head, char payload[XENSTORE_PAYLOAD_MAX + 1]);
/* Put an answer, or a piece of it, into the ring, and call the domain. */
void store_send(const void *p, size_t len);
void store_answer(uint32_t type, uint32_t id, const void *payload, size_t len);
void store_fire(const char *path, uint32_t token);

#endif
