/* SPDX-License-Identifier: BSD-3-Clause */
/* What the suites share: a started device, frames with a pattern in them, one name for each of
 * its operations. */
#ifndef TEST_H
#define TEST_H

#include <check.h>
#include "model.h"

#define BURST	32
#define DEVICES 3

extern const uint16_t devices[DEVICES];
/* The device of begin(). */
extern struct uk_netdev *dev;

int probe(void);
/* A device that works, started. */
void begin(uint16_t device);
/* No violation; all memory back. */
void finish(void);

/* @len bytes that depend on @seed. */
void fill(uint8_t *frame, unsigned len, unsigned seed);
/* Such a frame arrives. */
bool arrives(unsigned len, unsigned seed, uint64_t flags);
/* It is in @b. */
void is_frame(const struct uk_netbuf *b, unsigned len, unsigned seed);
/* One to send. */
struct uk_netbuf *packet(unsigned len, unsigned seed);

size_t receive(struct uk_netbuf **p, size_t n);
size_t transmit(struct uk_netbuf **p, size_t n);

#endif
