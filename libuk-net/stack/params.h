/* SPDX-License-Identifier: BSD-3-Clause */
/* The address parameters as parsed at boot (stack/params.c). */
#ifndef NET_PARAMS_H
#define NET_PARAMS_H

#include <stdbool.h>

#include "lwip/ip_addr.h"

struct net_params {
	ip_addr_t ip, gateway, ip6;
	ip_addr_t dns[3];
	unsigned ip_bits, ndns;
	bool has_ip, has_gateway, has_ip6, verbose;
	unsigned long wait_s;
	const char *hostname;
};
extern struct net_params net_params;

#endif
