/* SPDX-License-Identifier: BSD-3-Clause */
/* Frames in several buffers, both ways, against a backend that works, and one that lies. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "frames.h"

static struct uk_netbuf *got[300];

static void setup(void)
{
	backend_reset();
	store_says("feature-sg", "1");
}

static size_t receive(size_t most)
{
	return dev->ops->rx_burst(dev, got, most);
}

/* A frame of @len bytes, in pieces of @size; the first with @flags. */
static void give(unsigned len, unsigned size, unsigned seed, uint16_t flags)
{
	static uint8_t buf[4096];

	for (unsigned at = 0; at < len; at += size) {
		unsigned part = UK_MIN(size, len - at);

		fill(buf, part, seed, at);
		ck_assert(backend_receive(buf, part, at ? 0 : (4096 - part) % 100,
					  (at ? 0 : flags) |
						  (at + part < len ? NETRXF_more_data : 0)));
	}
}

/* A slot with what is no piece. */
static void give_extra(uint8_t type, uint8_t flags, uint8_t gso_type)
{
	struct netif_rx_request r;

	ck_assert(backend_rx_take(&r));
	backend_rx_extra(type, flags, gso_type);
}

static void is_packet(struct uk_netbuf *b, unsigned len, unsigned seed)
{
	unsigned at = 0;

	for (struct uk_netbuf *p = b; p; p = p->next) {
		ck_assert_uint_gt(p->len, 0);
		is_frame(p->data, p->len, seed, at);
		at += p->len;
	}
	ck_assert_uint_eq(at, len);
	uk_netbuf_free(b);
}

/* -- receiving -- */

START_TEST(a_frame_in_pieces_is_one_packet)
{
	static const unsigned sizes[] = { 1514, 4096, 1000, 4095, 3600 };

	begin();
	ck_assert_uint_eq(said("feature-sg"), 1);
	ck_assert_uint_eq(said("feature-gso-tcpv4"), 1);
	for (unsigned i = 0; i < 500; i++) {
		unsigned size = sizes[i % 5], len = size + 1 + i * 131 % (size * 17 - 1);

		give(UK_MIN(len, 0xffffu), size, i, 0);
		ck_assert_uint_eq(receive(4), 1);
		is_packet(got[0], UK_MIN(len, 0xffffu), i);
	}
	ck_assert_uint_eq(dev->rx_packets, 500);
	ck_assert_uint_eq(dev->rx_errors + dev->rx_dropped, 0);
	ck_assert_uint_eq(netbufs_out, 0);
	backend_detach();
}
END_TEST

START_TEST(headers_are_contiguous_however_small_the_pieces)
{
	begin();
	give(180, 10, 3, NETRXF_csum_blank);
	ck_assert_uint_eq(receive(4), 1);
	ck_assert_uint_eq(got[0]->len, 180);
	ck_assert_uint_eq(got[0]->flags, UK_NETBUF_CSUM_PART);
	is_packet(got[0], 180, 3);
	backend_detach();
}
END_TEST

START_TEST(a_frame_may_come_in_several_bursts)
{
	uint8_t p[100];

	begin();
	fill(p, 100, 1, 0);
	backend_receive(p, 100, 0, NETRXF_more_data);
	ck_assert_uint_eq(receive(4), 0);
	fill(p, 100, 1, 100);
	backend_receive(p, 100, 0, 0);
	give(60, 60, 2, 0);
	ck_assert_uint_eq(receive(1), 1);
	is_packet(got[0], 200, 1);
	ck_assert_uint_eq(receive(1), 1);
	is_packet(got[0], 60, 2);
	backend_detach();
}
END_TEST

START_TEST(segments_that_the_backend_did_not_cut)
{
	uint8_t p[2000];

	begin();
	for (uint8_t type = XEN_NETIF_GSO_TYPE_TCPV4; type <= XEN_NETIF_GSO_TYPE_TCPV6;
	     type++) {
		/* The extra slot is between the first piece and the second. */
		fill(p, 2000, 9, 0);
		backend_receive(p, 2000, 0,
				NETRXF_more_data | NETRXF_extra_info | NETRXF_csum_blank |
					NETRXF_data_validated);
		give_extra(XEN_NETIF_EXTRA_TYPE_GSO, 0, type);
		fill(p, 2000, 9, 2000);
		backend_receive(p, 2000, 0, 0);
		/* And last in a frame of one piece. */
		fill(p, 1600, 8, 0);
		backend_receive(p, 1600, 0, NETRXF_extra_info);
		give_extra(XEN_NETIF_EXTRA_TYPE_GSO, 0, type);
		ck_assert_uint_eq(receive(4), 2);
		ck_assert_uint_eq(got[0]->gso_size, 1448);
		ck_assert_uint_eq(got[0]->flags, UK_NETBUF_CSUM_PART);
		is_packet(got[0], 4000, 9);
		ck_assert_uint_eq(got[1]->gso_size, 1448);
		is_packet(got[1], 1600, 8);
	}
	ck_assert_uint_eq(netbufs_out, 0);
	backend_detach();
}
END_TEST

/* The ring goes on after a frame that was refused. */
static void goes_on(unsigned errors, unsigned dropped)
{
	ck_assert_uint_eq(dev->rx_errors, errors);
	ck_assert_uint_eq(dev->rx_dropped, dropped);
	ck_assert(dev->link_up);
	give(5000, 4096, 77, 0);
	ck_assert_uint_eq(receive(4), 1);
	is_packet(got[0], 5000, 77);
	ck_assert_uint_eq(netbufs_out, 0);
}

START_TEST(a_frame_that_never_ends_is_dropped)
{
	uint8_t p[100] = { 0 };

	begin();
	for (unsigned i = 0; i < 10000; i++) {
		ck_assert(backend_receive(p, 1 + i % 100, 0, NETRXF_more_data));
		ck_assert_uint_eq(receive(4), 0);
		ck_assert_uint_le(netbufs_out, 2);
	}
	ck_assert_uint_eq(netbufs_out, 0);
	backend_receive(p, 100, 0, 0);
	ck_assert_uint_eq(receive(4), 0);
	goes_on(1, 0);
	backend_detach();
}
END_TEST

START_TEST(a_frame_of_more_than_64_kb_is_dropped)
{
	begin();
	give(0xffff, 4096, 0, 0);
	ck_assert_uint_eq(receive(4), 1);
	is_packet(got[0], 0xffff, 0);
	give(0x10000, 4096, 0, 0);
	ck_assert_uint_eq(receive(4), 0);
	goes_on(1, 0);
	backend_detach();
}
END_TEST

START_TEST(a_piece_out_of_bounds_drops_the_frame)
{
	static const struct {
		uint16_t offset;
		int16_t status;
	} bad[] = {
		{ 0, 0 }, { 0, -1 }, { 1, 4096 }, { 4096, 1 }, { 0xffff, 2 }, { 0, 0x7fff }
	};
	struct netif_rx_request r;
	uint8_t p[100] = { 0 };

	for (unsigned i = 0; i < UK_ARRAY_SIZE(bad); i++)
		for (unsigned where = 0; where < 3; where++) {
			setup();
			begin();
			for (unsigned k = 0; k < 3; k++)
				if (k == where) {
					ck_assert(backend_rx_take(&r));
					backend_rx_answer(r.id, bad[i].offset,
							  k < 2 ? NETRXF_more_data : 0,
							  bad[i].status);
				} else {
					backend_receive(p, 100, 0,
							k < 2 ? NETRXF_more_data : 0);
				}
			ck_assert_uint_eq(receive(4), 0);
			goes_on(1, 0);
			backend_detach();
		}
}
END_TEST

START_TEST(pieces_that_are_too_short_together)
{
	begin();
	give(13, 4, 0, 0);
	ck_assert_uint_eq(receive(4), 0);
	goes_on(1, 0);
	backend_detach();
}
END_TEST

START_TEST(without_memory_a_frame_is_dropped_whole)
{
	/* Each of the buffers that 20,000 bytes need. */
	for (int i = 0; i < 10; i++) {
		setup();
		begin();
		give(20000, 4096, 0, 0);
		fail_at = fail_next() + i;
		ck_assert_uint_eq(receive(4), 0);
		goes_on(0, 1);
		backend_detach();
	}
}
END_TEST

START_TEST(few_buffers_and_no_pieces)
{
	uint8_t p[100] = { 0 };

	begin();
	front()->rx_sg = false; /* as with fewer than RX_SG */
	backend_receive(p, 100, 0, NETRXF_more_data);
	backend_receive(p, 100, 0, NETRXF_more_data);
	backend_receive(p, 100, 0, 0);
	give(60, 60, 4, 0);
	ck_assert_uint_eq(receive(4), 1);
	is_packet(got[0], 60, 4);
	ck_assert_uint_eq(dev->rx_errors, 1);
	backend_receive(p, 100, 0, NETRXF_extra_info);
	ck_assert_uint_eq(receive(4), 0);
	ck_assert(!dev->link_up);
	backend_detach();
}
END_TEST

START_TEST(lies_about_pieces)
{
	uint8_t p[100] = { 0 };
	struct netif_rx_request r, second;

	for (unsigned lie = 0; lie < 7; lie++) {
		setup();
		begin();
		if (lie < 5)
			backend_receive(p, 100, 0, NETRXF_more_data | NETRXF_extra_info);
		else
			backend_receive(p, 100, 0, NETRXF_more_data);
		switch (lie) {
		case 0: /* of no kind, of one that was not asked for */
			give_extra(0, 0, XEN_NETIF_GSO_TYPE_TCPV4);
			break;
		case 1:
			give_extra(2, 0, XEN_NETIF_GSO_TYPE_TCPV4);
			break;
		case 2: /* another one after it, perhaps for ever */
			give_extra(XEN_NETIF_EXTRA_TYPE_GSO, XEN_NETIF_EXTRA_FLAG_MORE,
				   XEN_NETIF_GSO_TYPE_TCPV4);
			break;
		case 3: /* of no protocol */
			give_extra(XEN_NETIF_EXTRA_TYPE_GSO, 0, 0);
			break;
		case 4:
			give_extra(XEN_NETIF_EXTRA_TYPE_GSO, 0, 3);
			break;
		case 5: /* not with the first piece */
			backend_receive(p, 100, 0, NETRXF_extra_info);
			break;
		default: /* two buffers in each other's place */
			backend_rx_take(&r);
			backend_rx_take(&second);
			backend_rx_answer(second.id, 0, NETRXF_more_data, 100);
			backend_rx_answer(r.id, 0, 0, 100);
		}
		ck_assert_uint_eq(receive(4), 0);
		ck_assert(!dev->link_up);
		ck_assert_uint_eq(netbufs_out, 0);
		ck_assert_uint_eq(receive(4), 0);
		backend_detach();
	}
}
END_TEST

START_TEST(what_was_there_of_a_frame_is_not_lost_when_the_other_ring_breaks)
{
	uint8_t p[100] = { 0 };

	begin();
	backend_receive(p, 100, 0, NETRXF_more_data);
	ck_assert_uint_eq(receive(4), 0);
	ck_assert_uint_eq(netbufs_out, 1);
	backend_tx_answer(3, 0);
	dev->ops->tx_burst(dev, NULL, 0);
	ck_assert(!dev->link_up);
	ck_assert_uint_eq(receive(4), 0);
	ck_assert_uint_eq(netbufs_out, 0);
	backend_detach();
}
END_TEST

/* -- sending -- */

/* A frame in netbufs of @size. */
static struct uk_netbuf *chain(unsigned len, unsigned size, unsigned seed)
{
	struct uk_netbuf *first = NULL, **last = &first;

	for (unsigned at = 0; at < len; at += size, last = &(*last)->next)
		*last = packet(UK_MIN(size, len - at), seed, at);
	return first;
}

/* Taken as a backend does; the number of buffers. */
static unsigned take_frame(unsigned len, unsigned seed, uint16_t flags, uint16_t *ids)
{
	struct netif_tx_request r;
	unsigned at = 0, n = 0, size = 0;

	do {
		unsigned part;

		ck_assert(backend_tx_take(&r));
		if (n == 0) {
			ck_assert_uint_eq(r.size, len);
			ck_assert_uint_eq(r.flags & ~NETTXF_more_data, flags);
		} else {
			ck_assert_uint_eq(r.flags & ~NETTXF_more_data, 0);
		}
		/* The first's own size is what the others leave. */
		part = n == 0 ? UK_MIN(len, (unsigned)TX_SIZE) : r.size;
		ck_assert_uint_le(r.offset + part, 4096);
		is_frame(granted(r.gref) + r.offset, part, seed, at);
		at += part;
		size += n ? r.size : 0;
		ids[n++] = r.id;
	} while (r.flags & NETTXF_more_data);
	ck_assert_uint_eq(at, len);
	ck_assert_uint_lt(size, len);
	return n;
}

START_TEST(a_long_frame_is_sent_in_pieces)
{
	uint16_t ids[32];

	begin();
	for (unsigned i = 0; i < 500; i++) {
		unsigned len = 14 + i * 977 % (18 * TX_SIZE - 13), n;
		struct uk_netbuf *b = chain(len, 1 + i * 31 % 1800, i);
		bool csum = i % 2;

		if (csum)
			b->flags = UK_NETBUF_CSUM_PART;
		ck_assert_uint_eq(dev->ops->tx_burst(dev, &b, 1), 1);
		n = take_frame(len, i, csum ? NETTXF_csum_blank | NETTXF_data_validated : 0,
			       ids);
		ck_assert_uint_eq(n, (len + TX_SIZE - 1) / TX_SIZE);
		while (n)
			backend_tx_answer(ids[--n], 0); /* in any order */
	}
	ck_assert_uint_eq(dev->ops->tx_pending(dev), 0);
	ck_assert_uint_eq(dev->tx_packets, 500);
	ck_assert_uint_eq(dev->tx_errors + netbufs_out, 0);
	backend_detach();
}
END_TEST

START_TEST(a_frame_in_more_pieces_than_all_backends_take_is_not_sent)
{
	struct netif_tx_request r;
	struct uk_netbuf *b;

	begin();
	b = chain(18 * TX_SIZE + 1, 1500, 0);
	ck_assert_uint_eq(dev->ops->tx_burst(dev, &b, 1), 1);
	ck_assert_uint_eq(dev->tx_errors, 1);
	ck_assert(!backend_tx_take(&r));
	ck_assert_uint_eq(netbufs_out, 0);
	backend_detach();
}
END_TEST

START_TEST(a_long_frame_waits_for_as_many_buffers_as_it_needs)
{
	struct netif_tx_request r;
	struct uk_netbuf *b;
	uint16_t ids[32];
	unsigned sent = 0;

	begin();
	for (b = packet(60, 0, 0); dev->ops->tx_burst(dev, &b, 1); b = packet(60, 0, 0))
		sent++;
	uk_netbuf_free(b);
	b = chain(5000, 1500, 5);
	/* Each buffer that comes back is told of, until there are three. */
	for (unsigned i = 0; i < 3; i++) {
		ck_assert_uint_eq(dev->ops->tx_burst(dev, &b, 1), 0);
		dev->event = false;
		ck_assert(backend_tx_take(&r));
		backend_tx_answer(r.id, 0);
		ck_assert(dev->event);
	}
	ck_assert_uint_eq(dev->ops->tx_burst(dev, &b, 1), 1);
	for (unsigned i = 3; i < sent; i++)
		ck_assert(backend_tx_take(&r));
	ck_assert_uint_eq(take_frame(5000, 5, 0, ids), 3);
	backend_detach();
}
END_TEST

START_TEST(answers_to_pieces_that_are_lies)
{
	struct uk_netbuf *b;
	uint16_t ids[32];

	begin();
	b = chain(5000, 1500, 5);
	ck_assert_uint_eq(dev->ops->tx_burst(dev, &b, 1), 1);
	ck_assert_uint_eq(take_frame(5000, 5, 0, ids), 3);
	backend_tx_answer(ids[0], 0);
	backend_tx_answer(ids[0], 0);
	dev->ops->tx_burst(dev, NULL, 0);
	ck_assert(!dev->link_up);
	ck_assert_uint_eq(netbufs_out, 0);
	backend_detach();
}
END_TEST

int main(void)
{
	Suite *s = suite_create("pieces");
	TCase *t = tcase_create("pieces");
	SRunner *r;
	int failed;

	tcase_set_timeout(t, 0);
	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, a_frame_in_pieces_is_one_packet);
	tcase_add_test(t, headers_are_contiguous_however_small_the_pieces);
	tcase_add_test(t, a_frame_may_come_in_several_bursts);
	tcase_add_test(t, segments_that_the_backend_did_not_cut);
	tcase_add_test(t, a_frame_that_never_ends_is_dropped);
	tcase_add_test(t, a_frame_of_more_than_64_kb_is_dropped);
	tcase_add_test(t, a_piece_out_of_bounds_drops_the_frame);
	tcase_add_test(t, pieces_that_are_too_short_together);
	tcase_add_test(t, without_memory_a_frame_is_dropped_whole);
	tcase_add_test(t, few_buffers_and_no_pieces);
	tcase_add_test(t, lies_about_pieces);
	tcase_add_test(t, what_was_there_of_a_frame_is_not_lost_when_the_other_ring_breaks);
	tcase_add_test(t, a_long_frame_is_sent_in_pieces);
	tcase_add_test(t, a_frame_in_more_pieces_than_all_backends_take_is_not_sent);
	tcase_add_test(t, a_long_frame_waits_for_as_many_buffers_as_it_needs);
	tcase_add_test(t, answers_to_pieces_that_are_lies);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
