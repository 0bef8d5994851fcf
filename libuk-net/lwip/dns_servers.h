/* SPDX-License-Identifier: BSD-3-Clause */
/* A name server given by parameter; those of DHCP are then ignored. */
#ifndef NET_DNS_SERVERS_H
#define NET_DNS_SERVERS_H

#include <stdbool.h>
#include "lwip/ip_addr.h"

void net_dns_fix(unsigned n, const ip_addr_t *addr);

#endif
