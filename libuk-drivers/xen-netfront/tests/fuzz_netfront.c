/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A backend that answers anything, and writes anything into the pages that it reaches, while
 * the driver sends and receives. Two bytes of the input are a step. No frame is longer than it
 * can be, a frame in pieces is no more than it says, and nothing is lost.
 *
 * fuzz-sources: ring.c rx.c setup.c tx.c tests/backend.c
 * fuzz-flags: -iquote . -I../xenbus/include
 */
#include <stdlib.h>
#include <string.h>
#include "backend.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void receive(unsigned most)
{
	struct uk_netbuf *b[32];
	size_t n = dev->ops->rx_burst(dev, b, most % 32 + 1);

	while (n) {
		size_t len = 0;

		for (struct uk_netbuf *p = b[--n]; p; p = p->next) {
			if (!p->len || p->len > p->size - UK_NETBUF_HEADROOM)
				abort();
			len += p->len;
		}
		if (len < 14 || len > 0xffff)
			abort();
		uk_netbuf_free(b[n]);
	}
}

static void transmit(unsigned how)
{
	struct uk_netbuf *b[4];
	unsigned n = how % 4 + 1, taken;

	for (unsigned i = 0; i < n; i++) {
		b[i] = uk_netbuf_alloc();
		if (!b[i]) {
			n = i;
			break;
		}
		memset(b[i]->data, how, 1500);
		b[i]->len = how * 7 % 1515;
		b[i]->flags = how & 0x80 ? UK_NETBUF_CSUM_PART : 0;
		if (how & 0x40)
			b[i]->next = uk_netbuf_alloc();
		if (b[i]->next && (how & 0x20))
			b[i]->next->len = 1500;
	}
	taken = dev->ops->tx_burst(dev, b, n);
	if (taken > n)
		abort();
	while (taken < n)
		uk_netbuf_free(b[taken++]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct netif_rx_request rx = { 0 };
	struct netif_tx_request tx = { 0 };
	uint8_t *page;

	backend_reset();
	if (size & 1)
		store_says("feature-sg", "1");
	if (backend_attach() != 0)
		abort();
	for (size_t i = 0; i + 1 < size; i += 2) {
		uint8_t arg = data[i + 1];

		switch (data[i] & 15) {
		case 0:
		case 1:
			receive(arg);
			break;
		case 2:
		case 3:
			transmit(arg);
			break;
		case 4:
			if (backend_rx_take(&rx))
				backend_rx_answer(rx.id, arg * 16, data[i] >> 4, arg * 9);
			break;
		case 5:
			backend_rx_answer(arg, data[i] * 16, data[i] >> 4, arg * 31);
			break;
		case 6:
			if (backend_tx_take(&tx))
				backend_tx_answer(arg & 0x80 ? arg : tx.id, (int8_t)arg);
			break;
		case 7: /* a piece in full, where it belongs */
			if (backend_rx_take(&rx))
				backend_rx_answer(rx.id, 0, data[i] >> 4, arg & 1 ? 4096 : arg);
			break;
		case 8:
			if (arg & 0x80 && backend_rx_take(&rx))
				backend_rx_extra(arg & 3, data[i] >> 6, arg >> 2 & 3);
			else
				front()->rx->s.rsp_prod += arg;
			break;
		case 9:
			front()->tx->s.rsp_prod += arg;
			break;
		case 10:
			front()->rx->s.rsp_prod = arg * 0x01010101u;
			break;
		case 11:
		case 12: /* any word of a ring */
			page = data[i] & 16 ? (uint8_t *)front()->tx : (uint8_t *)front()->rx;
			page[(data[i] >> 5) * 512u + arg * 2] = arg;
			break;
		case 13:
			bus.state = arg % 7;
			bus.changed(&bus);
			break;
		case 14:
			dev->ops->tx_pending(dev);
			break;
		default:
			if (backend_receive(data + i, 60 < size - i ? 60 : size - i, arg,
					    data[i] >> 4))
				receive(4);
		}
	}
	/* What is left is the rest of one frame, which is bounded. */
	if (netbufs_out > 0xffff / 1024)
		abort();
	uk_netbuf_free(front()->in.head);
	if (netbufs_out)
		abort();
	backend_detach();
	return 0;
}
