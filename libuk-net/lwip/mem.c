/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * lwIP's heap. Blocks that fit are the inside of a netbuf, so that a frame
 * built in one goes to the device as it stands (stack/netif.c). A netbuf is
 * 2048 bytes at a multiple of that, so an address alone tells where it is from:
 * larger blocks, from the default heap, are never placed at a netbuf's offset.
 */
#include <string.h>

#include <uk/heap.h>

#include "lwip/mem.h"
#include "netbuf_mem.h"

void mem_init(void)
{
}

static void *large(size_t size)
{
	void *raw = size + 32 < size ? NULL : uk_malloc(size + 32);
	uintptr_t p = (uintptr_t)raw + 16;

	if (!raw)
		return NULL;
	if (net_in_netbuf((void *)p))
		p += 16;
	((void **)p)[-1] = raw;
	return (void *)p;
}

void *mem_malloc(mem_size_t size)
{
	struct uk_netbuf *b;

	if (uk_unlikely(size > NET_MEM_IN_NETBUF))
		return large(size);
	b = uk_netbuf_alloc();
	return b ? net_netbuf_mem(b) : NULL;
}

void *mem_calloc(mem_size_t count, mem_size_t size)
{
	void *p;

	if (size && count > SIZE_MAX / size)
		return NULL;
	p = mem_malloc(count * size);
	return p ? memset(p, 0, count * size) : NULL;
}

void *mem_trim(void *mem, mem_size_t size)
{
	(void)size;
	return mem;
}

void mem_free(void *mem)
{
	if (!mem)
		return;
	if (uk_likely(net_in_netbuf(mem)))
		uk_netbuf_free(net_mem_netbuf(mem));
	else
		uk_free(((void **)mem)[-1]);
}
