/* SPDX-License-Identifier: BSD-3-Clause */
/* Numbers an outsider cannot guess, from a key that is drawn once a boot. */
#ifndef NET_RANDOM_H
#define NET_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

/* Draw the key, first of all. Blocks until the source of entropy (a device) has answered, so
 * not with the scheduler locked. */
void net_random_start(void);

/* SipHash-2-4 of @n 64-bit words under this boot's key. */
uint64_t net_siphash(const uint64_t *words, unsigned n);

#endif
