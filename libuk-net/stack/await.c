/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Waiting for an address where one is needed: boot does not wait for DHCP, so a
 * program may call connect() before there is an answer.
 */
#include "params.h"
#include "stack.h"

#define AWAIT_S 10

struct uk_waitq net_address_wait = UK_WAITQ_INIT(net_address_wait);

void net_await_address(const ip_addr_t *to)
{
	uint64_t until;

	if (!net.dev || net_params.has_ip || !IP_IS_V4(to) || ip_addr_isloopback(to))
		return;
	until = uk_clock_ns() +
		(net_params.wait_s ? net_params.wait_s : AWAIT_S) * UINT64_C(1000000000);
	while (ip4_addr_isany_val(*netif_ip4_addr(&net.netif)))
		if (net_wait(&net_address_wait, until) < 0)
			return; /* interrupted, or whoever sends now gets ENETUNREACH */
}
