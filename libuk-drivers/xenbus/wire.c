/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The two rings of bytes between a domain and xenstore. Indices count bytes for ever; the
 * other side's are checked each time, and a distance that cannot be breaks the wire for good.
 */
#include <string.h>
#include <uk/compiler.h>
#include <uk/cpu.h>
#include "xenbus_priv.h"

static uint32_t load(const uint32_t *index)
{
	return __atomic_load_n(index, __ATOMIC_ACQUIRE);
}

size_t xs_wire_put(struct xs_wire *w, const void *p, size_t len)
{
	struct xenstore_domain_interface *r = w->ring;
	uint32_t prod = r->req_prod, used = prod - load(&r->req_cons);
	const char *from = p;
	size_t n;

	if (used > XENSTORE_RING_SIZE)
		w->broken = true;
	if (w->broken)
		return 0;
	n = UK_MIN(len, (size_t)(XENSTORE_RING_SIZE - used));
	for (size_t i = 0; i < n; i++)
		r->req[(prod + i) % XENSTORE_RING_SIZE] = from[i];
	__atomic_store_n(&r->req_prod, prod + n, __ATOMIC_RELEASE);
	return n;
}

/* Up to @len bytes of what has come. */
static size_t take(struct xs_wire *w, void *p, size_t len)
{
	struct xenstore_domain_interface *r = w->ring;
	uint32_t cons = r->rsp_cons, there = load(&r->rsp_prod) - cons;
	char *to = p;
	size_t n;

	if (there > XENSTORE_RING_SIZE)
		w->broken = true;
	if (w->broken)
		return 0;
	n = UK_MIN(len, (size_t)there);
	for (size_t i = 0; i < n; i++)
		to[i] = r->rsp[(cons + i) % XENSTORE_RING_SIZE];
	__atomic_store_n(&r->rsp_cons, cons + n, __ATOMIC_RELEASE);
	return n;
}

bool xs_wire_get(struct xs_wire *w)
{
	const size_t head = sizeof(w->head);

	if (w->got >= head && w->got == head + w->head.len)
		w->got = 0; /* the last one is done with */
	if (w->got < head)
		w->got += take(w, (char *)&w->head + w->got, head - w->got);
	if (w->got < head)
		return false;
	if (w->head.len > XENSTORE_PAYLOAD_MAX)
		w->broken = true;
	if (w->broken)
		return false;
	w->got += take(w, w->payload + (w->got - head), w->head.len - (w->got - head));
	if (w->got < head + w->head.len)
		return false;
	w->payload[w->head.len] = '\0';
	return true;
}
