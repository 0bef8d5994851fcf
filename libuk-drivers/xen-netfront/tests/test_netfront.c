/* SPDX-License-Identifier: BSD-3-Clause */
/* The driver against a backend that works, fails, or lies. */
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "frames.h"

static void setup(void)
{
	backend_reset();
}

static size_t send(unsigned len, unsigned seed)
{
	struct uk_netbuf *b = packet(len, seed, 0);
	size_t n = dev->ops->tx_burst(dev, &b, 1);

	if (!n)
		uk_netbuf_free(b);
	return n;
}

/* -- set-up -- */

START_TEST(both_ends_come_together)
{
	static const uint8_t mac[6] = { 0x00, 0x16, 0x3e, 0x0a, 0xbc, 0xf3 };

	begin();
	ck_assert_mem_eq(dev->mac, mac, 6);
	ck_assert_ptr_nonnull(granted(said("tx-ring-ref")));
	ck_assert_ptr_nonnull(granted(said("rx-ring-ref")));
	ck_assert_uint_eq(said("event-channel"), 17);
	ck_assert_uint_eq(said("request-rx-copy"), 1);
	ck_assert_int_eq(frontend_state, UK_XENBUS_CONNECTED);
	ck_assert_uint_eq(dev->features, UK_NETDEV_TX_CSUM | UK_NETDEV_RX_CSUM);
	ck_assert(dev->link_up);
	backend_detach();
}
END_TEST

START_TEST(a_backend_without_ipv6_checksums_gets_whole_ones)
{
	store_says("feature-ipv6-csum-offload", NULL);
	begin();
	ck_assert_uint_eq(dev->features, UK_NETDEV_RX_CSUM);
	backend_detach();
}
END_TEST

START_TEST(addresses_that_are_none_are_refused)
{
	static const char *const bad[] = { "",
					   "00:16:3e:01:02",
					   "00:16:3e:01:02:0g",
					   "00:16:3e:01:02:03:04",
					   "00-16-3e-01-02-03",
					   "0:16:3e:01:02:03:0",
					   "01:16:3e:01:02:03",
					   "00:16:3e:01:02:3" };

	for (unsigned i = 0; i < UK_ARRAY_SIZE(bad); i++) {
		backend_reset();
		store_says("mac", bad[i]);
		ck_assert_int_lt(backend_attach(), 0);
		ck_assert_ptr_null(dev);
		ck_assert_uint_eq(pages_out, 0);
	}
}
END_TEST

START_TEST(a_backend_that_does_not_come_up_is_left)
{
	backend_at = UK_XENBUS_INIT_WAIT;
	ck_assert_int_eq(backend_attach(), -ETIMEDOUT);
	ck_assert_int_eq(frontend_state, UK_XENBUS_CLOSED);
	ck_assert_uint_eq(pages_out + ports_open, 0);
	backend_reset();
	bus.state = UK_XENBUS_INITIALISING;
	ck_assert_int_eq(backend_attach(), -ETIMEDOUT);
	ck_assert_uint_eq(pages_out + ports_open, 0);
	backend_reset();
	store_says("feature-rx-copy", "0");
	ck_assert_int_eq(backend_attach(), -ENOTSUP);
}
END_TEST

START_TEST(whatever_fails_leaves_nothing_behind)
{
	unsigned i;

	for (i = 0; i < 2000; i++) {
		backend_reset();
		fail_at = i;
		if (backend_attach() == 0) {
			/* Of the steps that may fail without harm. */
			backend_detach();
			if (i > 700)
				break;
			continue;
		}
		ck_assert_ptr_null(dev);
		ck_assert_uint_eq(pages_out, 0);
		ck_assert_uint_eq(ports_open, 0);
	}
	ck_assert_uint_lt(i, 2000);
}
END_TEST

START_TEST(pages_that_the_backend_holds_are_given_up)
{
	backend_at = UK_XENBUS_INIT_WAIT;
	hold = true;
	ck_assert_int_lt(backend_attach(), 0);
	ck_assert_uint_gt(pages_out, 0);
	for (unsigned i = 8; i < 600; i++)
		free(granted(i));
}
END_TEST

START_TEST(the_link_follows_the_backend)
{
	begin();
	bus.state = UK_XENBUS_CLOSING;
	bus.changed(&bus);
	ck_assert(!dev->link_up);
	ck_assert_int_eq(frontend_state, UK_XENBUS_CLOSED);
	bus.state = UK_XENBUS_UNKNOWN;
	bus.changed(&bus);
	ck_assert(!dev->link_up);
	backend_detach();
}
END_TEST

/* -- sending -- */

START_TEST(frames_are_sent_as_they_are)
{
	struct netif_tx_request r;

	begin();
	for (unsigned i = 0; i < 1000; i++) {
		unsigned len = 14 + i % 1500;

		ck_assert_uint_eq(send(len, i), 1);
		ck_assert(backend_tx_take(&r));
		ck_assert_uint_eq(r.size, len);
		ck_assert_uint_eq(r.flags, 0);
		ck_assert_uint_le(r.offset + r.size, 4096);
		is_frame(granted(r.gref) + r.offset, len, i, 0);
		backend_tx_answer(r.id, NETIF_RSP_OKAY);
	}
	ck_assert_uint_eq(dev->ops->tx_pending(dev), 0);
	ck_assert_uint_eq(dev->tx_packets, 1000);
	ck_assert_uint_eq(netbufs_out, 0);
	backend_detach();
}
END_TEST

START_TEST(pieces_are_put_together)
{
	struct netif_tx_request r;
	struct uk_netbuf *b;

	begin();
	b = packet(100, 0, 0);
	b->next = packet(200, 0, 100);
	b->flags = UK_NETBUF_CSUM_PART;
	ck_assert_uint_eq(dev->ops->tx_burst(dev, &b, 1), 1);
	ck_assert(backend_tx_take(&r));
	ck_assert_uint_eq(r.size, 300);
	ck_assert_uint_eq(r.flags, NETTXF_csum_blank | NETTXF_data_validated);
	is_frame(granted(r.gref) + r.offset, 300, 0, 0);
	backend_detach();
}
END_TEST

START_TEST(frames_that_cannot_be_are_not_sent)
{
	struct uk_netbuf *b;
	struct netif_tx_request r;

	begin();
	ck_assert_uint_eq(send(13, 0), 1);
	b = packet(1000, 0, 0);
	b->next = packet(1000, 0, 0);
	b->next->next =
		packet(49, 0, 0); /* more than a buffer: for a backend that takes pieces */
	ck_assert_uint_eq(dev->ops->tx_burst(dev, &b, 1), 1);
	ck_assert_uint_eq(dev->tx_errors, 2);
	ck_assert(!backend_tx_take(&r));
	ck_assert_uint_eq(netbufs_out, 0);
	backend_detach();
}
END_TEST

START_TEST(a_full_ring_calls_when_there_is_room)
{
	struct netif_tx_request r;
	unsigned sent = 0;

	begin();
	while (send(60, sent))
		sent++;
	ck_assert_uint_eq(sent, front()->tx_n);
	ck_assert_uint_eq(dev->ops->tx_pending(dev), sent);
	dev->event = false;
	ck_assert(backend_tx_take(&r));
	backend_tx_answer(r.id, NETIF_RSP_OKAY);
	ck_assert(dev->event);
	ck_assert_uint_eq(send(60, 0), 1);
	backend_detach();
}
END_TEST

START_TEST(a_burst_calls_the_backend_once)
{
	struct uk_netbuf *b[8];

	begin();
	notified = 0;
	for (unsigned i = 0; i < 8; i++)
		b[i] = packet(60, i, 0);
	ck_assert_uint_eq(dev->ops->tx_burst(dev, b, 8), 8);
	ck_assert_uint_eq(notified, 1);
	/* It has not taken them yet: it is awake. */
	ck_assert_uint_eq(send(60, 0), 1);
	ck_assert_uint_eq(notified, 1);
	backend_detach();
}
END_TEST

START_TEST(what_the_backend_could_not_send_is_counted)
{
	struct netif_tx_request r;

	begin();
	send(60, 0);
	backend_tx_take(&r);
	backend_tx_answer(r.id, -1);
	dev->ops->tx_burst(dev, NULL, 0);
	ck_assert_uint_eq(dev->tx_errors, 1);
	ck_assert(dev->link_up);
	backend_detach();
}
END_TEST

/* Each lie ends the device, and no more. */
static void is_broken(void)
{
	struct uk_netbuf *b[4];

	ck_assert(!dev->link_up);
	ck_assert_uint_eq(dev->ops->rx_burst(dev, b, 4), 0);
	ck_assert_uint_eq(send(60, 0), 1); /* taken, and dropped */
	ck_assert_uint_eq(dev->ops->tx_pending(dev), 0);
	ck_assert_uint_eq(netbufs_out, 0);
	backend_detach();
}

START_TEST(transmit_answers_that_are_lies)
{
	struct netif_tx_request r;

	for (unsigned lie = 0; lie < 5; lie++) {
		backend_reset();
		begin();
		send(60, 0);
		send(60, 1);
		backend_tx_take(&r);
		switch (lie) {
		case 0: /* twice */
			backend_tx_answer(r.id, 0);
			backend_tx_answer(r.id, 0);
			break;
		case 1: /* no buffer of ours */
			backend_tx_answer(front()->tx_n, 0);
			break;
		case 2:
			backend_tx_answer(0xffff, 0);
			break;
		case 3: /* more than there were */
			front()->tx->s.rsp_prod += 3;
			break;
		default: /* far ahead */
			front()->tx->s.rsp_prod -= 1;
		}
		dev->ops->tx_burst(dev, NULL, 0);
		is_broken();
	}
}
END_TEST

/* -- receiving -- */

START_TEST(frames_are_received_as_they_are)
{
	struct uk_netbuf *b[4];
	uint8_t frame[1514];

	begin();
	for (unsigned i = 0; i < 1000; i++) {
		unsigned len = 14 + i % 1501;

		fill(frame, len, i, 0);
		dev->event = false;
		ck_assert(backend_receive(frame, len, i % 2000, 0));
		ck_assert(dev->event);
		ck_assert_uint_eq(dev->ops->rx_burst(dev, b, 4), 1);
		ck_assert_uint_eq(b[0]->len, len);
		ck_assert_ptr_null(b[0]->next);
		ck_assert_uint_eq(b[0]->flags, 0);
		is_frame(b[0]->data, len, i, 0);
		uk_netbuf_free(b[0]);
	}
	ck_assert_uint_eq(dev->rx_packets, 1000);
	ck_assert_uint_eq(netbufs_out, 0);
	backend_detach();
}
END_TEST

START_TEST(all_buffers_are_posted_again)
{
	struct uk_netbuf *b[300];
	uint8_t frame[60] = { 0 };
	unsigned n;

	begin();
	for (unsigned round = 0; round < 3; round++) {
		for (n = 0; backend_receive(frame, 60, 0, 0);)
			n++;
		ck_assert_uint_eq(n, front()->rx_n);
		ck_assert_uint_eq(dev->ops->rx_burst(dev, b, 300), n);
		while (n)
			uk_netbuf_free(b[--n]);
	}
	backend_detach();
}
END_TEST

START_TEST(checksums_are_what_the_backend_says)
{
	struct uk_netbuf *b[4];
	uint8_t frame[60] = { 0 };

	begin();
	backend_receive(frame, 60, 0, NETRXF_data_validated);
	backend_receive(frame, 60, 0, NETRXF_csum_blank | NETRXF_data_validated);
	ck_assert_uint_eq(dev->ops->rx_burst(dev, b, 4), 2);
	ck_assert_uint_eq(b[0]->flags, UK_NETBUF_CSUM_OK);
	ck_assert_uint_eq(b[1]->flags, UK_NETBUF_CSUM_PART);
	uk_netbuf_free(b[0]);
	uk_netbuf_free(b[1]);
	backend_detach();
}
END_TEST

START_TEST(without_memory_frames_are_dropped_and_counted)
{
	struct uk_netbuf *b[4];
	uint8_t frame[60] = { 0 };

	begin();
	backend_receive(frame, 60, 0, 0);
	backend_receive(frame, 60, 0, 0);
	fail_at = fail_next();
	ck_assert_uint_eq(dev->ops->rx_burst(dev, b, 4), 1);
	ck_assert_uint_eq(dev->rx_dropped, 1);
	uk_netbuf_free(b[0]);
	backend_detach();
}
END_TEST

START_TEST(answers_out_of_bounds_are_errors)
{
	static const struct {
		uint16_t offset;
		int16_t status;
	} bad[] = {
		{ 0, -1 },   { 0, 0 },	   { 0, 13 },	 { 0, INT16_MIN }, { 0, INT16_MAX },
		{ 0, 4097 }, { 4096, 60 }, { 4037, 60 }, { 0xffff, 60 },   { 0xffff, 1514 }
	};
	struct netif_rx_request r;
	struct uk_netbuf *b[4];

	begin();
	for (unsigned i = 0; i < UK_ARRAY_SIZE(bad); i++) {
		ck_assert(backend_rx_take(&r));
		backend_rx_answer(r.id, bad[i].offset, 0, bad[i].status);
		ck_assert_uint_eq(dev->ops->rx_burst(dev, b, 4), 0);
		ck_assert_uint_eq(dev->rx_errors, i + 1);
	}
	ck_assert(dev->link_up);
	backend_detach();
}
END_TEST

START_TEST(receive_answers_that_are_lies)
{
	struct netif_rx_request r;
	struct uk_netbuf *b[4];

	for (unsigned lie = 0; lie < 7; lie++) {
		backend_reset();
		begin();
		backend_rx_take(&r);
		switch (lie) {
		case 0: /* no buffer of ours */
			backend_rx_answer(front()->rx_n, 0, 0, 60);
			break;
		case 1:
			backend_rx_answer(0xffff, 0, 0, 60);
			break;
		case 2: /* another one than the slot's */
			backend_rx_answer(r.id + 1, 0, 0, 60);
			break;
		case 5: /* twice */
			backend_rx_answer(r.id, 0, NETRXF_more_data, 60);
			backend_rx_take(&(struct netif_rx_request){ 0 });
			backend_rx_answer(r.id, 0, 0, 60);
			break;
		case 3: /* more than there were */
			front()->rx->s.rsp_prod += front()->rx_n + 1;
			break;
		case 4:
			front()->rx->s.rsp_prod -= 1;
			break;
		default: /* far ahead */
			front()->rx->s.rsp_prod = UINT32_MAX / 2;
		}
		ck_assert_uint_eq(dev->ops->rx_burst(dev, b, 4), 0);
		is_broken();
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("netfront");
	TCase *t = tcase_create("netfront");
	SRunner *r;
	int failed;

	tcase_set_timeout(t, 0);
	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, both_ends_come_together);
	tcase_add_test(t, a_backend_without_ipv6_checksums_gets_whole_ones);
	tcase_add_test(t, addresses_that_are_none_are_refused);
	tcase_add_test(t, a_backend_that_does_not_come_up_is_left);
	tcase_add_test(t, whatever_fails_leaves_nothing_behind);
	tcase_add_test(t, pages_that_the_backend_holds_are_given_up);
	tcase_add_test(t, the_link_follows_the_backend);
	tcase_add_test(t, frames_are_sent_as_they_are);
	tcase_add_test(t, pieces_are_put_together);
	tcase_add_test(t, frames_that_cannot_be_are_not_sent);
	tcase_add_test(t, a_full_ring_calls_when_there_is_room);
	tcase_add_test(t, a_burst_calls_the_backend_once);
	tcase_add_test(t, what_the_backend_could_not_send_is_counted);
	tcase_add_test(t, transmit_answers_that_are_lies);
	tcase_add_test(t, frames_are_received_as_they_are);
	tcase_add_test(t, all_buffers_are_posted_again);
	tcase_add_test(t, checksums_are_what_the_backend_says);
	tcase_add_test(t, without_memory_frames_are_dropped_and_counted);
	tcase_add_test(t, answers_out_of_bounds_are_errors);
	tcase_add_test(t, receive_answers_that_are_lies);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
