/* SPDX-License-Identifier: BSD-3-Clause */
/* SipHash-2-4 of @n 64-bit words under this boot's key. */
#ifndef NET_RANDOM_H
#define NET_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

uint64_t net_siphash(const uint64_t *words, unsigned n);

#endif
