/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The name servers that DHCP told us, for the resolver in netdb/: stands where lwIP's own
 * resolver would be. Servers from parameter net.dns are set first and stay.
 */
#include "lwip/dns.h"

#include "dns_servers.h"

static ip_addr_t servers[DNS_MAX_SERVERS];
static bool fixed;

void dns_init(void)
{
}

void net_dns_fix(unsigned n, const ip_addr_t *addr)
{
	if (n < DNS_MAX_SERVERS) {
		servers[n] = *addr;
		fixed = true;
	}
}

void dns_setserver(u8_t n, const ip_addr_t *addr)
{
	static const ip_addr_t none;

	if (n < DNS_MAX_SERVERS && !fixed)
		servers[n] = addr ? *addr : none;
}

const ip_addr_t *dns_getserver(u8_t n)
{
	return n < DNS_MAX_SERVERS && !ip_addr_isany_val(servers[n]) ? &servers[n] : NULL;
}
