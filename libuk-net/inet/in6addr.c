/* SPDX-License-Identifier: BSD-3-Clause */
/* in6addr_any, in6addr_loopback */
#include <netinet/in.h>

const struct in6_addr in6addr_any = IN6ADDR_ANY_INIT;
const struct in6_addr in6addr_loopback = IN6ADDR_LOOPBACK_INIT;
