/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The other side of the driver, played: a store with what a backend says, grants, and a
 * backend that reaches only what was granted to it. What the driver must not do fails an
 * assertion (BACKEND_FAIL).
 */
#ifndef BACKEND_H
#define BACKEND_H

#include "netfront.h"

extern struct uk_xenbus_dev bus;
extern struct uk_netdev *dev; /* as registered, or NULL */
extern unsigned notified, pages_out, netbufs_out, ports_open;
extern enum uk_xenbus_state frontend_state;
extern enum uk_xenbus_state backend_at; /* how far the backend goes */
extern int fail_at; /* the allocation, grant or other step that fails; -1: none */
extern bool hold;   /* the backend keeps its pages mapped */

/* What the driver has said of itself in the store; ~0ul: nothing. */
unsigned long said(const char *node);
/* What the store says to the driver; NULL takes it away. */
void store_says(const char *node, const char *value);

void backend_reset(void);
/* Probe as the bus does; then start(). 0 or -errno. */
int backend_attach(void);
void backend_detach(void);
struct netfront *front(void);
/* The number of the next step that may fail. */
int fail_next(void);

/* The page that reference @ref stands for; NULL: it is not granted. */
uint8_t *granted(uint32_t ref);

/* A request taken from a ring; false: there is none. */
bool backend_tx_take(struct netif_tx_request *r);
bool backend_rx_take(struct netif_rx_request *r);
/* Answers, and a call if the driver wants it. */
void backend_tx_answer(uint16_t id, int16_t status);
void backend_rx_answer(uint16_t id, uint16_t offset, uint16_t flags, int16_t status);
/* What is in a slot that is no answer. */
void backend_rx_extra(uint8_t type, uint8_t flags, uint8_t gso_type);
/* A frame into the next posted buffer, at @offset; false: none is posted. */
bool backend_receive(const void *frame, size_t len, uint16_t offset, uint16_t flags);

#endif
