/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Numbers an outsider cannot guess: SipHash-2-4 (Aumasson, Bernstein, 2012) of a
 * counter, and of a connection's addresses for RFC 6528. The key is drawn once a boot.
 */
#include <string.h>

#include <uk/cpu.h>
#include <uk/entropy.h>
#include <uk/plat.h>

#include "lwip/ip_addr.h"
#include "random.h"

static uint64_t key[2];
static bool keyed;

static inline uint64_t rotl(uint64_t x, int n)
{
	return x << n | x >> (64 - n);
}

static void sip_rounds(uint64_t v[4], int n)
{
	while (n--) {
		v[0] += v[1];
		v[2] += v[3];
		v[1] = rotl(v[1], 13) ^ v[0];
		v[3] = rotl(v[3], 16) ^ v[2];
		v[0] = rotl(v[0], 32);
		v[2] += v[1];
		v[0] += v[3];
		v[1] = rotl(v[1], 17) ^ v[2];
		v[3] = rotl(v[3], 21) ^ v[0];
		v[2] = rotl(v[2], 32);
	}
}

void net_random_start(void)
{
	if (uk_entropy_read(key, sizeof(key)) < 0) {
		/* No source: at least no two boots alike. */
		key[0] = uk_cycles() * UINT64_C(0x9e3779b97f4a7c15);
		key[1] = uk_clock_wall_ns() ^ rotl(uk_cycles(), 32);
	}
	keyed = true;
}

uint64_t net_siphash(const uint64_t *words, unsigned n)
{
	uint64_t v[4], m;

	/* The host's sockets start no stack; names are asked for all the same. */
	if (uk_unlikely(!keyed))
		net_random_start();
	v[0] = key[0] ^ UINT64_C(0x736f6d6570736575);
	v[1] = key[1] ^ UINT64_C(0x646f72616e646f6d);
	v[2] = key[0] ^ UINT64_C(0x6c7967656e657261);
	v[3] = key[1] ^ UINT64_C(0x7465646279746573);
	for (unsigned i = 0; i <= n; i++) {
		m = i < n ? words[i] : (uint64_t)n << 59;
		v[3] ^= m;
		sip_rounds(v, 2);
		v[0] ^= m;
	}
	v[2] ^= 0xff;
	sip_rounds(v, 4);
	return v[0] ^ v[1] ^ v[2] ^ v[3];
}

uint32_t uk_net_random(void)
{
	static uint64_t counter;
	uint64_t w = ++counter;

	return (uint32_t)net_siphash(&w, 1);
}

uint32_t uk_net_isn(const void *local_ip, uint16_t local_port, const void *remote_ip,
		    uint16_t remote_port)
{
	const ip_addr_t *l = local_ip, *r = remote_ip;
	uint64_t w[5] = { 0 };

	if (IP_IS_V4(r)) {
		w[0] = ip4_addr_get_u32(ip_2_ip4(l));
		w[1] = ip4_addr_get_u32(ip_2_ip4(r));
	} else {
		memcpy(&w[0], ip_2_ip6(l)->addr, 16);
		memcpy(&w[2], ip_2_ip6(r)->addr, 16);
	}
	w[4] = (uint64_t)local_port << 32 | remote_port;
	/* plus the 4 us clock of RFC 793 */
	return (uint32_t)net_siphash(w, 5) + (uint32_t)(uk_clock_ns() >> 12);
}
