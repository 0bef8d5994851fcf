/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Receive and transmit around the rings, and what a device that lies in them or vanishes can do
 * (nothing).
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "test.h"

/* -- receive -- */

START_TEST(packets_come_in_order_around_the_ring)
{
	struct uk_netbuf *p[BURST];

	for (unsigned i = 0; i < DEVICES; i++) {
		unsigned next = 0;

		begin(devices[i]);
		for (unsigned k = 0; k < 3000; k++) {
			ck_assert(arrives(60 + k % 1400, k, 0));
			if (k % 23)
				continue;
			for (size_t n; (n = receive(p, 1 + k % BURST)) > 0;)
				for (size_t j = 0; j < n; j++, next++) {
					is_frame(p[j], 60 + next % 1400, next);
					model_netbuf_free(p[j]);
				}
			ck_assert_uint_eq(next, k + 1);
		}
		ck_assert_uint_eq(dev->rx_packets, next);
		ck_assert_uint_eq(dev->rx_errors, 0);
		finish();
	}
}
END_TEST

START_TEST(a_burst_takes_at_most_one_doorbell)
{
	struct uk_netbuf *p[BURST];
	unsigned before;

	begin(0x10d3);
	for (unsigned k = 0; k < BURST; k++)
		arrives(100, k, 0);
	before = model.doorbells[0];
	ck_assert_uint_eq(receive(p, BURST), BURST);
	ck_assert_uint_le(model.doorbells[0], before + 1);
	for (unsigned k = 0; k < BURST; k++)
		p[k] = (model_netbuf_free(p[k]), packet(100, k));
	before = model.doorbells[1];
	ck_assert_uint_eq(transmit(p, BURST), BURST);
	ck_assert_uint_eq(model.doorbells[1], before + 1);
	finish();
}
END_TEST

START_TEST(a_full_ring_drops_and_counts)
{
	struct uk_netbuf *p[BURST];
	unsigned in = 0, out = 0, lost = 0;
	size_t n;

	begin(0x10d3);
	while (arrives(64, in, 0))
		in++;
	lost = 1;
	ck_assert_uint_eq(in, 255); /* head may not catch up with tail */
	for (unsigned k = 0; k < 9; k++)
		lost += !arrives(64, 0, 0);
	ck_assert_uint_eq(lost, 10);
	model_dispatch();
	model_cause(0);
	ck_assert_uint_eq(model.pending, 0); /* no storm of overrun interrupts */
	while ((n = receive(p, BURST)) > 0)
		for (size_t j = 0; j < n; j++) {
			is_frame(p[j], 64, out++);
			model_netbuf_free(p[j]);
		}
	ck_assert_uint_eq(out, in);
	model.now += UINT64_C(2000000000);
	model.reg[CRCERRS / 4] = 3;
	transmit(NULL, 0);
	ck_assert_uint_eq(dev->rx_dropped, 10);
	ck_assert_uint_eq(dev->rx_errors, 3);
	ck_assert(arrives(64, 0, 0));
	finish();
}
END_TEST

START_TEST(without_memory_it_pauses_and_goes_on)
{
	struct uk_netbuf *p[BURST];
	unsigned in = 0, out = 0;
	size_t n;

	begin(0x100e);
	model.memory = 0;
	while (arrives(64, in, 0))
		in++;
	while ((n = receive(p, BURST)) > 0)
		while (n)
			model_netbuf_free(p[--n]), out++;
	ck_assert_uint_eq(out, in);
	ck_assert(!arrives(64, 0, 0));
	model.memory = -1;
	receive(p, BURST); /* the stack's timer */
	ck_assert(arrives(64, 7, 0));
	ck_assert_uint_eq(receive(p, BURST), 1);
	is_frame(p[0], 64, 7);
	model_netbuf_free(p[0]);
	finish();
}
END_TEST

START_TEST(checksums_are_believed_only_when_looked_at)
{
	static const struct {
		uint64_t flags;
		bool ok;
	} c[] = { { 0, false },
		  { RXD_TCPCS, true },
		  { RXD_UDPCS, true },
		  { RXD_TCPCS | RXD_IXSM, false },
		  { RXD_TCPCS | RXD_TCPE, false },
		  { RXD_TCPCS | RXD_IPE, false } };
	struct uk_netbuf *p;

	begin(0x10d3);
	for (unsigned k = 0; k < 6; k++) {
		arrives(80, k, c[k].flags);
		ck_assert_uint_eq(receive(&p, 1), 1);
		ck_assert_uint_eq(p->flags, c[k].ok ? UK_NETBUF_CSUM_OK : 0);
		model_netbuf_free(p);
	}
	finish();
}
END_TEST

START_TEST(damaged_frames_are_dropped)
{
	static const uint64_t flags[] = { RXD_CE, RXD_SE, RXD_SEQ, RXD_RXE };
	struct uk_netbuf *p;

	begin(0x100e);
	for (unsigned k = 0; k < 4; k++) {
		arrives(80, k, flags[k]);
		arrives(80, k, 0);
		ck_assert_uint_eq(receive(&p, 1), 1);
		is_frame(p, 80, k);
		model_netbuf_free(p);
	}
	ck_assert_uint_eq(dev->rx_errors, 4);
	finish();
}
END_TEST

/* -- transmit -- */

START_TEST(packets_leave_in_order_around_the_ring)
{
	for (unsigned i = 0; i < DEVICES; i++) {
		begin(devices[i]);
		for (unsigned k = 0; k < 2000; k++) {
			struct uk_netbuf *b = packet(60 + k % 1400, k);
			uint8_t frame[2048];

			ck_assert_uint_eq(transmit(&b, 1), 1);
			fill(frame, 60 + k % 1400, k);
			ck_assert_uint_eq(model.nsent, k + 1);
			ck_assert_uint_eq(model.sent_len[k % MODEL_SENT_MAX], 60 + k % 1400);
			ck_assert_mem_eq(model_sent[k % MODEL_SENT_MAX], frame, 60 + k % 1400);
		}
		ck_assert_uint_eq(dev->ops->tx_pending(dev), 0);
		ck_assert_uint_eq(dev->tx_packets, 2000);
		finish();
	}
}
END_TEST

START_TEST(a_packet_in_pieces_is_one_frame)
{
	struct uk_netbuf *b, *last;
	uint8_t frame[2048];
	unsigned live;

	begin(0x10d3);
	live = model.nlive;
	for (unsigned n = 1; n <= 20; n++) {
		b = last = packet(60, 0);
		for (unsigned k = 1; k < n; k++) {
			last->next = packet(k == 3 ? 0 : 60, k); /* an empty one is no piece */
			last = last->next;
		}
		ck_assert_uint_eq(transmit(&b, 1), 1);
		ck_assert_uint_eq(model.sent_len[n - 1], 60 * (n > 3 ? n - 1 : n));
		fill(frame, 60, n - 1);
		ck_assert(n == 4 || memcmp(model_sent[n - 1] + model.sent_len[n - 1] - 60,
					   frame, 60) == 0);
	}
	transmit(NULL, 0);
	ck_assert_uint_eq(model.nlive, live);
	finish();
}
END_TEST

START_TEST(what_cannot_be_sent_is_dropped_and_counted)
{
	struct uk_netbuf *b, *last;
	unsigned live;

	begin(0x100e);
	live = model.nlive;
	b = packet(16, 0); /* too short for the padding unit */
	ck_assert_uint_eq(transmit(&b, 1), 1);
	b = packet(1519, 0);
	ck_assert_uint_eq(transmit(&b, 1), 1);
	b = last = packet(30, 0);
	for (unsigned k = 0; k < 20; k++)
		last = last->next = packet(30, 0);
	ck_assert_uint_eq(transmit(&b, 1), 1);
	for (unsigned k = 0; k < 3; k++) {
		b = packet(100, 0);
		b->flags = UK_NETBUF_CSUM_PART;
		b->csum_start = k == 0 ? 256 : k == 1 ? 250 : 90;
		b->csum_offset = k == 2 ? 9 : 6;
		ck_assert_uint_eq(transmit(&b, 1), 1);
	}
	ck_assert_uint_eq(model.nsent, 0);
	ck_assert_uint_eq(dev->tx_errors, 6);
	ck_assert_uint_eq(dev->tx_packets, 0);
	ck_assert_uint_eq(model.nlive, live);
	finish();
}
END_TEST

static uint16_t ones_sum(const uint8_t *p, unsigned len)
{
	uint32_t sum = 0;

	for (unsigned i = 0; i < len; i++)
		sum += i & 1 ? p[i] : p[i] << 8;
	while (sum >> 16)
		sum = (sum & 0xffff) + (sum >> 16);
	return sum;
}

START_TEST(checksums_are_filled_in_by_the_device)
{
	static const uint16_t start[] = { 34, 34, 54, 54, 34 }, offset[] = { 16, 16, 6, 6, 16 };

	for (unsigned i = 0; i < DEVICES; i++) {
		begin(devices[i]);
		for (unsigned k = 0; k < 5; k++) {
			struct uk_netbuf *b = packet(201, k);
			uint8_t old[201], *at;
			uint16_t want;

			b->flags = UK_NETBUF_CSUM_PART;
			b->csum_start = start[k];
			b->csum_offset = offset[k];
			ck_assert_uint_eq(transmit(&b, 1), 1);
			/* What stood there, the pseudo header's sum, is a part of it. */
			fill(old, 201, k);
			want = ~ones_sum(old + start[k], 201 - start[k]);
			at = model_sent[k] + start[k] + offset[k];
			ck_assert_uint_eq(at[0] << 8 | at[1], want);
		}
		/* One context as long as the place does not change. */
		ck_assert_uint_eq(model.ncontexts, 3);
		finish();
	}
}
END_TEST

START_TEST(a_full_ring_says_so_and_calls_back)
{
	for (unsigned i = 0; i < DEVICES; i++) {
		struct uk_netbuf *b;
		unsigned n = 0, live;

		begin(devices[i]);
		live = model.nlive;
		model.tx_held = true;
		for (;; n++) {
			b = packet(60, n);
			if (transmit(&b, 1) == 0)
				break;
		}
		ck_assert_uint_eq(n, 254); /* one for a context stays free */
		ck_assert_uint_eq(dev->ops->tx_pending(dev), n);
		model_dispatch();
		dev->event = false;
		model_transmit();
		model_dispatch();
		ck_assert(dev->event);
		ck_assert_uint_eq(transmit(&b, 1), 1);
		model_transmit();
		ck_assert_uint_eq(model.nsent, n + 1);
		ck_assert_uint_eq(dev->ops->tx_pending(dev), 0);
		ck_assert_uint_eq(model.nlive, live);
		finish();
	}
}
END_TEST

START_TEST(frames_that_wait_for_a_link_do_not_delay_power_off)
{
	struct uk_netbuf *b;

	begin(0x10d3);
	model.tx_held = true;
	b = packet(60, 0);
	transmit(&b, 1);
	ck_assert_uint_eq(dev->ops->tx_pending(dev), 1);
	model_link(false);
	model_dispatch();
	ck_assert_uint_eq(dev->ops->tx_pending(dev), 0);
	finish();
}
END_TEST

/* -- a hostile device -- */

START_TEST(lengths_beyond_a_frame_are_refused)
{
	static const unsigned lengths[] = { 0, 13, 1519, 2048, 65535 };
	struct uk_netbuf *p;

	begin(0x10d3);
	for (unsigned k = 0; k < 5; k++)
		model_write_back(lengths[k] | RXD_DD | RXD_EOP);
	arrives(80, 1, 0);
	ck_assert_uint_eq(receive(&p, 1), 1);
	is_frame(p, 80, 1);
	model_netbuf_free(p);
	ck_assert_uint_eq(dev->rx_errors, 5);
	ck_assert(strstr(model.log, "such frames are dropped"));
	ck_assert_uint_eq(model.nlogs, 2); /* the link's, and one for all */
	finish();
}
END_TEST

START_TEST(a_frame_over_several_buffers_is_dropped_as_a_whole)
{
	struct uk_netbuf *p;

	begin(0x100e);
	model_write_back(1500 | RXD_DD);
	model_write_back(1500 | RXD_DD);
	model_write_back(100 | RXD_DD | RXD_EOP);
	arrives(80, 1, 0);
	ck_assert_uint_eq(receive(&p, 1), 1);
	is_frame(p, 80, 1);
	model_netbuf_free(p);
	ck_assert_uint_eq(dev->rx_errors, 3);
	finish();
}
END_TEST

START_TEST(descriptors_that_were_never_given_are_not_looked_at)
{
	struct uk_netbuf *p[BURST];
	size_t n, got = 0;

	begin(0x10d3);
	model.memory = 0;
	for (unsigned k = 0; k < 256; k++)
		*model_desc(RDBAL, k) = (struct e1000e_desc){ ~0ull, 60 | RXD_DD | RXD_EOP };
	while ((n = receive(p, BURST)) > 0)
		for (got += n; n; n--)
			model_netbuf_free(p[n - 1]);
	ck_assert_uint_eq(got, 255); /* those that the device had */
	ck_assert_uint_eq(model.nlive, 0);
	ck_assert_uint_eq(receive(p, BURST), 0);
	finish();
}
END_TEST

START_TEST(finishing_what_was_not_sent_frees_nothing_twice)
{
	struct uk_netbuf *b;
	unsigned live;

	begin(0x10d3);
	live = model.nlive;
	model.tx_held = true;
	for (unsigned k = 0; k < 10; k++) {
		b = packet(60, k);
		ck_assert_uint_eq(transmit(&b, 1), 1);
	}
	for (unsigned k = 0; k < 256; k++)
		model_desc(TDBAL, k)->info = ~0ull;
	ck_assert_uint_eq(dev->ops->tx_pending(dev), 0);
	ck_assert_uint_eq(model.nlive, live);
	for (unsigned k = 0; k < 300; k++) {
		b = packet(60, k);
		ck_assert_uint_eq(transmit(&b, 1), 1);
		for (unsigned j = 0; j < 256; j++)
			model_desc(TDBAL, j)->info |= TXD_DD;
	}
	ck_assert_uint_eq(dev->ops->tx_pending(dev), 0);
	ck_assert_uint_eq(model.nlive, live);
	finish();
}
END_TEST

START_TEST(heads_and_tails_are_not_believed)
{
	struct uk_netbuf *p[BURST], *b;

	begin(0x10d3);
	model.tx_held = true;
	model.reg[RDH / 4] = model.reg[TDH / 4] = 0xdeadbeef;
	model.reg[RDT / 4] = model.reg[TDT / 4] = 77777;
	ck_assert_uint_eq(receive(p, BURST), 0);
	b = packet(60, 0);
	ck_assert_uint_eq(transmit(&b, 1), 1);
	ck_assert_uint_eq(model.reg[TDT / 4], 1);
	ck_assert_uint_eq(dev->ops->tx_pending(dev), 1);
	finish();
}
END_TEST

START_TEST(a_device_that_vanishes_is_given_up)
{
	for (unsigned i = 0; i < DEVICES; i++) {
		struct uk_netbuf *p[BURST], *b;
		unsigned rx;

		begin(devices[i]);
		rx = model.nlive;
		model.tx_held = true;
		for (unsigned k = 0; k < 10; k++) {
			b = packet(60, k);
			transmit(&b, 1);
		}
		model.all_ones = true;
		if (i) {
			model_cause(INT_RXT); /* by the interrupt */
			model_dispatch();
		} else {
			model.now += UINT64_C(2000000000); /* by the counters */
			transmit(NULL, 0);
		}
		ck_assert(!dev->link_up);
		ck_assert(strstr(model.log, "does not answer"));
		ck_assert_uint_eq(receive(p, BURST), 0);
		for (unsigned k = 0; k < 1000; k++) {
			b = packet(60, k);
			ck_assert_uint_eq(transmit(&b, 1), 1);
		}
		ck_assert_uint_eq(dev->ops->tx_pending(dev), 0);
		ck_assert_uint_eq(model.nlive, rx);
		ck_assert_uint_eq(dev->tx_errors, 1000);
		finish();
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("e1000e rings");
	TCase *t = tcase_create("driver");
	SRunner *r;
	int failed;

	tcase_add_test(t, packets_come_in_order_around_the_ring);
	tcase_add_test(t, a_burst_takes_at_most_one_doorbell);
	tcase_add_test(t, a_full_ring_drops_and_counts);
	tcase_add_test(t, without_memory_it_pauses_and_goes_on);
	tcase_add_test(t, checksums_are_believed_only_when_looked_at);
	tcase_add_test(t, damaged_frames_are_dropped);
	tcase_add_test(t, packets_leave_in_order_around_the_ring);
	tcase_add_test(t, a_packet_in_pieces_is_one_frame);
	tcase_add_test(t, what_cannot_be_sent_is_dropped_and_counted);
	tcase_add_test(t, checksums_are_filled_in_by_the_device);
	tcase_add_test(t, a_full_ring_says_so_and_calls_back);
	tcase_add_test(t, frames_that_wait_for_a_link_do_not_delay_power_off);
	tcase_add_test(t, lengths_beyond_a_frame_are_refused);
	tcase_add_test(t, a_frame_over_several_buffers_is_dropped_as_a_whole);
	tcase_add_test(t, descriptors_that_were_never_given_are_not_looked_at);
	tcase_add_test(t, finishing_what_was_not_sent_frees_nothing_twice);
	tcase_add_test(t, heads_and_tails_are_not_believed);
	tcase_add_test(t, a_device_that_vanishes_is_given_up);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_set_fork_status(r, CK_NOFORK);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}
