/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The stack against its wire, natively: transfers over good and bad ones, frames made by hand,
 * and malformed frames by the hundred thousand.
 */
#include <check.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <uk/net.h>

#include "fake.h"
#include "lwip/inet_chksum.h"
#include "lwip/priv/tcp_priv.h"
#include "params.h"
#include "stack.h"
#include "wire.h"

static void boot(bool checksums_by_device)
{
	srand(4711);
	fake_sent = reflect;
	if (checksums_by_device) {
		fake_dev.features = UK_NETDEV_TX_CSUM | UK_NETDEV_RX_CSUM;
		fake_deliver_flags = UK_NETBUF_CSUM_PART;
	}
	IP_ADDR4(&net_params.ip, 10, 0, 0, 2);
	net_params.ip_bits = 24;
	net_params.has_ip = true;
	fake_boot(true);
	fake_run(3000); /* IPv6 has found its address unique */
}

static void boot_plain(void)
{
	boot(false);
}

static void boot_offload(void)
{
	boot(true);
}

static int connected(uint16_t port, int *s)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(port) };
	int l = socket(AF_INET, SOCK_STREAM, 0), c = socket(AF_INET, SOCK_STREAM, 0);

	ck_assert_int_eq(bind(l, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(listen(l, 5), 0);
	memcpy(&a.sin_addr, peer, 4);
	ck_assert_int_eq(connect(c, (struct sockaddr *)&a, sizeof(a)), 0);
	*s = accept(l, NULL, NULL);
	ck_assert_int_ge(*s, 0);
	close(l);
	return c;
}

static void transfer(size_t total)
{
	static unsigned char out[20000], in[20000];
	size_t sent = 0, got = 0;
	uint64_t start = fake_now;
	int s, c = connected(5000, &s);

	while (got < total) {
		ssize_t n;

		ck_assert_int_lt(fake_now - start, UINT64_C(3000000000000));
		if (sent < total) {
			size_t want = UK_MIN(sizeof(out), total - sent);

			for (size_t i = 0; i < want; i++)
				out[i] = (unsigned char)((sent + i) * 31 + ((sent + i) >> 9));
			n = send(c, out, want, MSG_DONTWAIT);
			if (n > 0)
				sent += (size_t)n;
			else
				ck_assert_int_eq(errno, EAGAIN);
		}
		fake_run(10);
		n = recv(s, in, sizeof(in), MSG_DONTWAIT);
		if (n < 0) {
			ck_assert_int_eq(errno, EAGAIN);
			continue;
		}
		for (ssize_t i = 0; i < n; i++)
			ck_assert_int_eq(in[i], (unsigned char)((got + (size_t)i) * 31 +
								((got + (size_t)i) >> 9)));
		got += (size_t)n;
	}
	close(c);
	fake_run(60000);
	ck_assert_int_eq(recv(s, in, 1, 0), 0);
	close(s);
	loss = damage = doubles = 0;
	fake_run(600000);
	ck_assert_ptr_null(tcp_active_pcbs);
}

START_TEST(transfer_on_a_good_wire)
{
	long before = fake_live;

	transfer(2000000);
	ck_assert_int_eq(fake_live, before);
}
END_TEST

START_TEST(transfer_in_small_pieces)
{
	fake_piece = 100; /* each frame is a chain, as with mergeable buffers */
	transfer(300000);
}
END_TEST

START_TEST(transfer_with_loss)
{
	long before = fake_live;

	loss = 10;
	doubles = 5;
	transfer(300000);
	ck_assert_int_eq(fake_live, before);
}
END_TEST

START_TEST(transfer_with_damage)
{
	damage = 10;
	transfer(300000);
}
END_TEST

START_TEST(a_device_without_room_delays_only)
{
	char b[100];
	int s, c = connected(5001, &s);

	fake_tx_room = 0;
	for (int i = 0; i < 40; i++)
		send(c, b, sizeof(b), MSG_DONTWAIT);
	fake_run(100);
	fake_tx_room = ~0u;
	fake_dev.event = true;
	fake_run(5000);
	ck_assert_int_eq(recv(s, b, sizeof(b), MSG_DONTWAIT), sizeof(b));
	close(s);
	close(c);
}
END_TEST

START_TEST(echo_is_answered)
{
	uint8_t f[200];

	fake_deliver(f, echo_request(f));
	fake_run(10);
	/* The first answer waits for ARP. */
	ck_assert_int_eq(echo_replies, 1);
}
END_TEST

/* Fragments of one datagram, out of order and overlapping ones of another. */
START_TEST(fragments_are_put_together)
{
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(7000) };
	uint8_t f[1600], data[2400], buf[3000];
	int s = socket(AF_INET, SOCK_DGRAM, 0);
	uint16_t sum;

	ck_assert_int_eq(bind(s, (struct sockaddr *)&a, sizeof(a)), 0);
	for (size_t i = 0; i < sizeof(data); i++)
		data[i] = (uint8_t)i;
	/* UDP header and 1192 bytes, then the rest */
	for (int part = 1; part >= 0; part--) {
		size_t n = part ? 1208 : 1200;

		if (part == 0) {
			memcpy(f + 34, "\x12\x34\x1b\x58\x09\x68\0\0", 8);
			memcpy(f + 42, data, 1192);
		} else {
			memcpy(f + 34, data + 1192, 1208);
		}
		ip_header(f, 17, n);
		f[18] = 0x77;
		f[20] = part ? 0 : 0x20;
		f[21] = part ? 150 : 0;
		f[24] = f[25] = 0;
		sum = inet_chksum(f + 14, 20);
		memcpy(f + 24, &sum, 2);
		fake_deliver(f, 34 + n);
	}
	fake_run(10);
	ck_assert_int_eq(recv(s, buf, sizeof(buf), MSG_DONTWAIT), 2400);
	ck_assert_mem_eq(buf, data, 2400);
	close(s);
}
END_TEST

/* -- mutations -- */

static size_t router_advertisement(uint8_t *f)
{
	static const uint8_t ra[] = {
		0x33, 0x33, 0,	0, 0,	 1,    2,    0,	   0,	 0,    0,    9, 0x86, 0xdd,
		0x60, 0,    0,	0, 0,	 56,   58,   255,  0xfe, 0x80, 0,    0, 0,    0,
		0,    0,    0,	0, 0,	 0xff, 0xfe, 0,	   0,	 9,    0xff, 2, 0,    0,
		0,    0,    0,	0, 0,	 0,    0,    0,	   0,	 0,    0,    1, 134,  0,
		0,    0,    64, 0, 7,	 8,    0,    0,	   0,	 0,    0,    0, 0,    0,
		1,    1,    2,	0, 0,	 0,    0,    9,	   5,	 1,    0,    0, 0,    0,
		5,    0xdc, 3,	4, 64,	 0xc0, 0,    1,	   0x51, 0x80, 0,    0, 0x38, 0x40,
		0,    0,    0,	0, 0x20, 1,    0xd,  0xb8, 0,	 0,    0,    0, 0,    0,
		0,    0,    0,	0, 0,	 0,
	};

	memcpy(f, ra, sizeof(ra));
	f[19] = sizeof(ra) - 54;
	return sizeof(ra);
}

static size_t igmp_query(uint8_t *f)
{
	memcpy(f + 34, "\x11\x64\xee\x9b\0\0\0\0", 8);
	ip_header(f, 2, 8);
	return 42;
}

/* ICMPv6 sums cover addresses: put right, so that the mutation gets past the check. */
static void fix_sums(uint8_t *f, size_t len)
{
	uint16_t sum;

	if (len >= 34 && f[12] == 8 && f[13] == 0) {
		size_t hl = (size_t)(f[14] & 15) * 4;

		if (hl < 20 || 14 + hl > len)
			return;
		f[24] = f[25] = 0;
		sum = inet_chksum(f + 14, (u16_t)hl);
		memcpy(f + 24, &sum, 2);
		if ((f[23] == 1 || f[23] == 2) && 14 + hl + 4 <= len) {
			memset(f + 14 + hl + 2, 0, 2);
			sum = inet_chksum(f + 14 + hl, (u16_t)(len - 14 - hl));
			memcpy(f + 14 + hl + 2, &sum, 2);
		}
	} else if (len >= 58 && f[12] == 0x86 && f[13] == 0xdd && f[20] == 58) {
		ip6_addr_t src, dst;
		struct pbuf *p = pbuf_alloc(PBUF_RAW, (u16_t)(len - 54), PBUF_RAM);

		memcpy(src.addr, f + 22, 16);
		memcpy(dst.addr, f + 38, 16);
		f[56] = f[57] = 0;
		pbuf_take(p, f + 54, (u16_t)(len - 54));
		sum = ip6_chksum_pseudo(p, 58, (u16_t)(len - 54), &src, &dst);
		memcpy(f + 56, &sum, 2);
		pbuf_free(p);
	}
}

static size_t mutate(uint8_t *f, size_t len)
{
	unsigned n = 1 + (unsigned)rand() % 4;

	while (n--) {
		switch (rand() % 6) {
		case 0: /* cut */
			len -= (unsigned)rand() % len / (rand() % 2 ? 1 : 8);
			break;
		case 1: /* grow */
			while (len < 1500 && rand() % 50)
				f[len++] = (uint8_t)rand();
			break;
		case 2: /* an interesting number where headers are */
			f[(unsigned)rand() % UK_MIN(len, (size_t)80)] =
				"\0\1\x3f\x40\x7f\x80\xfe\xff"[rand() % 8];
			break;
		case 3: /* a piece from elsewhere */
			if (len > 40) {
				size_t at = 12 + (unsigned)rand() % (len - 24),
				       from = (unsigned)rand() % (len - 12);

				memmove(f + at, f + from, 12);
			}
			break;
		default:
			f[(unsigned)rand() % len] = (uint8_t)rand();
		}
		if (len == 0)
			len = 1;
	}
	return len;
}

START_TEST(malformed_frames_are_survived)
{
	static uint8_t f[2000];
	struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(6000) };
	struct sockaddr_in6 a6 = { .sin6_family = AF_INET6, .sin6_port = htons(6001) };
	int l = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0),
	    u = socket(AF_INET6, SOCK_DGRAM | SOCK_NONBLOCK, 0);
	int c, s, held[16] = { 0 }, nheld = 0;
	long before = fake_live;
	ck_assert_int_eq(bind(l, (struct sockaddr *)&a, sizeof(a)), 0);
	ck_assert_int_eq(listen(l, 20), 0);
	ck_assert_int_eq(bind(u, (struct sockaddr *)&a6, sizeof(a6)), 0);
	/* Some life for the stock: connections, datagrams, echo, router, group queries. */
	c = connected(5002, &s);
	for (int i = 0; i < 20; i++) {
		send(c, f, 700, MSG_DONTWAIT);
		send(s, f, 30, MSG_DONTWAIT);
		fake_run(5);
		recv(s, f, sizeof(f), MSG_DONTWAIT);
	}
	memcpy(&a.sin_addr, peer, 4);
	a.sin_port = htons(6001);
	sendto(u, f, 3000, 0, (struct sockaddr *)&a, sizeof(a));
	remember(f, echo_request(f));
	remember(f, igmp_query(f));
	fake_deliver(f, echo_request(f));
	for (int i = 0; i < 8; i++)
		remember(f, router_advertisement(f));
	fix_sums(f, router_advertisement(f));
	fake_deliver(f, router_advertisement(f));
	remember(f, udp_frame(f, 53, 6001, seen[0].data, 60));
	fake_run(100);
	fake_sent = NULL;
	for (int i = 0; i < 150000; i++) {
		struct frame *x = &seen[(unsigned)rand() % nseen];
		size_t len;

		memcpy(f, x->data, x->len);
		/* Seen on the way out: turn it round. */
		if (memcmp(f + 6, FAKE_MAC, 6) == 0) {
			memcpy(f, FAKE_MAC, 6);
			memcpy(f + 6, peer_mac, 6);
			if (f[12] == 8 && f[13] == 0) {
				memcpy(f + 26, peer, 4);
				memcpy(f + 30, me, 4);
			}
		}
		len = mutate(f, x->len);
		if (rand() % 4)
			fix_sums(f, len);
		fake_deliver_flags = rand() % 4 ? UK_NETBUF_CSUM_OK : 0;
		fake_piece = rand() % 4 ? 0 : 1 + (unsigned)rand() % 200;
		fake_deliver(f, len);
		if (i % 8 == 0)
			fake_run((unsigned)rand() % 4 * (i % 256 == 0) * 100);
		if (i % 64 == 0) {
			if (nheld == 16)
				close(held[--nheld]);
			held[nheld] = accept(l, NULL, NULL);
			nheld += held[nheld] >= 0;
			recv(u, f, sizeof(f), 0);
			recv(s, f, 100, MSG_DONTWAIT);
		}
	}
	/* It lives, and gives everything back. */
	fake_piece = 0;
	fake_deliver_flags = 0;
	fake_sent = reflect;
	while (nheld)
		close(held[--nheld]);
	while ((held[0] = accept(l, NULL, NULL)) >= 0)
		close(held[0]);
	close(l);
	close(u);
	close(c);
	close(s);
	fake_run(3600000);
	/* The malformed traffic may have renumbered us (IPv6) or filled the ARP table; IPv4
	 * must still work. */
	c = connected(5003, &s);
	ck_assert_int_eq(send(c, "ok", 2, 0), 2);
	ck_assert_int_eq(recv(s, f, 10, 0), 2);
	close(c);
	close(s);
	fake_run(3600000);
	ck_assert_int_le(fake_live - before, 8);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("packets");
	TCase *plain = tcase_create("checksums by the stack"),
	      *offload = tcase_create("checksums by the device");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_set_timeout(plain, 120);
	tcase_set_timeout(offload, 120);
	tcase_add_checked_fixture(plain, boot_plain, NULL);
	tcase_add_test(plain, transfer_on_a_good_wire);
	tcase_add_test(plain, transfer_in_small_pieces);
	tcase_add_test(plain, transfer_with_loss);
	tcase_add_test(plain, transfer_with_damage);
	tcase_add_test(plain, a_device_without_room_delays_only);
	tcase_add_test(plain, echo_is_answered);
	tcase_add_test(plain, fragments_are_put_together);
	tcase_add_test(plain, malformed_frames_are_survived);
	suite_add_tcase(s, plain);
	tcase_add_checked_fixture(offload, boot_offload, NULL);
	tcase_add_test(offload, transfer_on_a_good_wire);
	tcase_add_test(offload, transfer_with_loss);
	suite_add_tcase(s, offload);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
