/* SPDX-License-Identifier: BSD-3-Clause */
/* DHCP (RFC 2131) with a server that the test plays, well and badly. */
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <uk/net.h>

#include "fake.h"
#include "stack.h"
#include "wire.h"

static unsigned dhcp_seen;
static uint8_t dhcp_xid[4];

static size_t dhcp_message(uint8_t *f, uint8_t type)
{
	uint8_t m[300] = { 2, 1, 6, 0 }, *o = m + 240;
	static const uint8_t options[] = { 54, 4, 10, 0, 0, 9, 1,  4, 255, 255, 255, 0,
					   3,  4, 10, 0, 0, 9, 51, 4, 0,   0,	14,  16,
					   6,  8, 10, 0, 0, 9, 10, 0, 0,   10,	255 };
	size_t n;

	memcpy(m + 4, dhcp_xid, 4);
	memcpy(m + 16, me, 4);
	memcpy(m + 20, peer, 4);
	memcpy(m + 28, FAKE_MAC, 6);
	memcpy(m + 236, "\x63\x82\x53\x63", 4);
	*o++ = 53;
	*o++ = 1;
	*o++ = type;
	memcpy(o, options, sizeof(options));
	n = udp_frame(f, 67, 68, m, sizeof(m));
	return n;
}

static void dhcp_server(const uint8_t *f, size_t len)
{
	static uint8_t r[600];
	const uint8_t *o;

	if (f[12] != 8 || f[13] != 0 || f[23] != 17 || f[37] != 67 || len < 290) {
		reflect(f, len);
		return;
	}
	remember(f, len);
	memcpy(dhcp_xid, f + 42 + 4, 4);
	o = f + 42 + 240;
	ck_assert_int_eq(o[0], 53);
	if (o[2] != 1 && o[2] != 3)
		return;
	dhcp_seen |= 1u << o[2];
	len = dhcp_message(r, o[2] == 1 ? 2 : 5);
	remember(r, len);
	fake_deliver(r, len);
}

START_TEST(dhcp_gives_address_and_servers)
{
	struct sockaddr_storage servers[3];

	fake_sent = dhcp_server;
	fake_boot(true);
	ck_assert_int_eq(uk_net_backend->name_servers(servers, 3), -EAGAIN);
	fake_run(10000);
	ck_assert_int_eq(dhcp_seen, 1 << 1 | 1 << 3);
	ck_assert_mem_eq(netif_ip4_addr(&net.netif), me, 4);
	ck_assert_mem_eq(netif_ip4_gw(&net.netif), peer, 4);
	ck_assert_int_eq(uk_net_backend->name_servers(servers, 3), 2);
	/* The lease runs out in an hour: it is renewed before. */
	dhcp_seen = 0;
	fake_run(3600000);
	ck_assert_int_eq(dhcp_seen & 1 << 3, 1 << 3);
}
END_TEST

START_TEST(malformed_dhcp_answers_are_survived)
{
	static uint8_t r[600];

	fake_sent = dhcp_server;
	fake_boot(true);
	fake_run(100);
	for (int i = 0; i < 20000; i++) {
		size_t len = dhcp_message(r, (uint8_t)(rand() % 8));
		unsigned n = 1 + (unsigned)rand() % 6;

		while (n--)
			r[42 + (rand() % 2 ? 236 + (unsigned)rand() % 60
					   : (unsigned)rand() % 300)] = (uint8_t)rand();
		if (rand() % 4 == 0) {
			len -= (unsigned)rand() % 290;
			ip_header(r, 17, len - 34);
		}
		fake_deliver(r, len);
		fake_run(i % 100 ? 0 : 1000);
	}
	fake_run(20000);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("dhcp");
	TCase *t = tcase_create("server");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_set_timeout(t, 120);
	tcase_add_test(t, dhcp_gives_address_and_servers);
	tcase_add_test(t, malformed_dhcp_answers_are_survived);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
