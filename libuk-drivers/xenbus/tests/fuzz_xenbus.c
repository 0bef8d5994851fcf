/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A store that puts anything into the ring, and its indices, whenever the domain waits, while
 * the domain looks for devices, watches, reads and follows orders.
 *
 * fuzz-sources: control.c device.c store.c wire.c tests/world.c
 * fuzz-flags: -iquote . -Iinclude
 */
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include "world.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const uint8_t *input;
static size_t left_of_input;
static jmp_buf left;
static uint32_t last_id;

void world_exit(void) uk_noreturn;
void world_exit(void)
{
	longjmp(left, 1);
}

static uint8_t byte(void)
{
	if (!left_of_input)
		return 0;
	left_of_input--;
	return *input++;
}

static size_t some(void *p, size_t max)
{
	size_t n = byte();

	n = n < max ? n : max;
	n = n < left_of_input ? n : left_of_input;
	memcpy(p, input, n);
	input += n;
	left_of_input -= n;
	return n;
}

static void turn(void)
{
	static char payload[XENSTORE_PAYLOAD_MAX + 1];
	struct xsd_sockmsg head;
	uint8_t what;

	/* It hears which request it is to answer. */
	while (store_request(&head, payload))
		last_id = head.req_id;
	if (!left_of_input)
		return;
	what = byte();
	switch (what & 7) {
	case 0: /* of the right number, with some payload */
	case 1:
	case 2:
	case 3:
		store_answer(what >> 3, last_id, payload, some(payload, 255));
		break;
	case 4: /* any bytes */
		store_send(payload, some(payload, 255));
		break;
	case 5:
		ring.rsp_prod += byte() * 5;
		xs_event(NULL);
		break;
	case 6:
		ring.req_cons += byte();
		xs_event(NULL);
		break;
	default: /* a head alone, of any length */
		head = (struct xsd_sockmsg){ byte(), last_id, 0, byte() | byte() << 8 };
		store_send(&head, sizeof(head));
	}
}

static struct uk_xenbus_dev *devices[64];
static unsigned ndevices;

static int probe(struct uk_xenbus_dev *d)
{
	if (!memchr(d->path, 0, sizeof(d->path)) || !memchr(d->backend, 0, sizeof(d->backend)))
		abort();
	if (byte() & 1 || ndevices == 64)
		return -1;
	uk_xenbus_wait(d, UK_XENBUS_INIT_WAIT, now_ns + 1);
	devices[ndevices++] = d;
	return 0;
}
UK_XENBUS_DRIVER(fuzz_driver) = { .type = "toy", .probe = probe };

static void ignore(struct uk_xs_watch *w)
{
	(void)w;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct uk_xs_watch watch;
	char buf[64];
	unsigned long v;

	input = data;
	left_of_input = size;
	xs_reset();
	world_start();
	store_turn = turn;
	ndevices = 0;
	watch = (struct uk_xs_watch){ .fn = ignore, .path = "watched" };
	if (!setjmp(left)) {
		int r;

		uk_xs_watch(&watch);
		xenbus_watch_control();
		memset(buf, 'x', sizeof(buf));
		r = uk_xs_read("dir", "node", buf, sizeof(buf));
		if (r >= (int)sizeof(buf) || (r >= 0 && buf[r]))
			abort();
		uk_xs_read_uint("dir", "number", &v);
		xenbus_probe_all();
		xs_run_watches();
		uk_xs_write("dir", "node", "value");
	}
	xs_reset();
	while (ndevices)
		free(devices[--ndevices]);
	return 0;
}
