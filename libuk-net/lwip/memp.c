/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * lwIP's pools of control blocks and segments as growing free lists; the
 * MEMP_NUM_… options are upper bounds. PBUF_POOL is not used by anything here
 * and never succeeds.
 */
#include "lwip/memp.h"

#include "lwip/dns.h"
#include "lwip/etharp.h"
#include "lwip/igmp.h"
#include "lwip/ip4_frag.h"
#include "lwip/ip6_frag.h"
#include "lwip/mld6.h"
#include "lwip/nd6.h"
#include "lwip/pbuf.h"
#include "lwip/priv/nd6_priv.h"
#include "lwip/priv/tcp_priv.h"
#include "lwip/raw.h"
#include "lwip/udp.h"

#include "slab.h"

#define POOL_SIZE(n) (((n) + 15) & ~15u)

static struct net_slab pools[MEMP_MAX] = {
#define LWIP_MEMPOOL(name, num, sz, desc)	    [MEMP_##name] = { .size = POOL_SIZE(sz), .max = num },
#define LWIP_PBUF_MEMPOOL(name, num, payload, desc) [MEMP_##name] = { .size = 16, .max = 0 },
#include "lwip/priv/memp_std.h"
};

void memp_init(void)
{
}

void *memp_malloc(memp_t type)
{
	return net_slab_alloc(&pools[type]);
}

void memp_free(memp_t type, void *mem)
{
	if (mem)
		net_slab_free(&pools[type], mem);
}
