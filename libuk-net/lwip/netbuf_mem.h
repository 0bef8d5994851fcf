/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Where lwIP's memory lies in a netbuf of the pool (lwip/mem.c).
 */
#ifndef NETBUF_MEM_H
#define NETBUF_MEM_H

#include <stdbool.h>
#include <uk/compiler.h>
#include <uk/netbuf.h>

#include "lwip/pbuf.h"

/* Right behind the header; pool netbufs are aligned to their size. */
#define NET_MEM_OFFSET	  UK_ALIGN_UP(sizeof(struct uk_netbuf), 16)
#define NET_MEM_IN_NETBUF (UK_NETBUF_SIZE - NET_MEM_OFFSET)

static inline void *net_netbuf_mem(struct uk_netbuf *b)
{
	return (char *)b + NET_MEM_OFFSET;
}

static inline struct uk_netbuf *net_mem_netbuf(void *mem)
{
	return (struct uk_netbuf *)((char *)mem - NET_MEM_OFFSET);
}

static inline bool net_in_netbuf(const void *mem)
{
	return ((uintptr_t)mem & (UK_NETBUF_SIZE - 1)) == NET_MEM_OFFSET;
}

/* Is this pbuf, header and data, lwIP memory in a netbuf? */
static inline bool net_pbuf_in_netbuf(const struct pbuf *p)
{
	return pbuf_match_allocsrc(p, PBUF_TYPE_ALLOC_SRC_MASK_STD_HEAP) &&
	       !(p->flags & PBUF_FLAG_IS_CUSTOM) && net_in_netbuf(p);
}

#endif
