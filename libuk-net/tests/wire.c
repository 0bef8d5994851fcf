/* SPDX-License-Identifier: BSD-3-Clause */
/* See wire.h. */
#include "wire.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "fake.h"
#include "lwip/inet_chksum.h"

const uint8_t peer_mac[6] = { 2, 0, 0, 0, 0, 9 };
const uint8_t me[4] = { 10, 0, 0, 2 }, peer[4] = { 10, 0, 0, 9 };

unsigned loss, doubles, damage; /* per cent of frames */

/* Frames seen, for the mutations. */
struct frame seen[512];
unsigned nseen;

void remember(const uint8_t *f, size_t len)
{
	struct frame *s = &seen[nseen < 512 ? nseen++ : (unsigned)rand() % 512];

	s->len = (uint16_t)len;
	memcpy(s->data, f, len);
}

unsigned arp_replies, echo_replies;

static void arp_reply(const uint8_t *f)
{
	uint8_t r[60] = { 0 };

	memcpy(r, f + 6, 6);
	memcpy(r + 6, peer_mac, 6);
	memcpy(r + 12, f + 12, 8);
	r[21] = 2;
	memcpy(r + 22, peer_mac, 6);
	memcpy(r + 28, f + 38, 4);
	memcpy(r + 32, f + 22, 10);
	remember(r, sizeof(r));
	fake_deliver(r, sizeof(r));
}

void reflect(const uint8_t *f, size_t len)
{
	static uint8_t r[2000];

	ck_assert_int_le(len, 1514);
	remember(f, len);
	if (f[12] == 8 && f[13] == 6) {
		if (f[21] == 1 && memcmp(f + 38, peer, 4) == 0)
			arp_reply(f);
		arp_replies += f[21] == 2;
		return;
	}
	if (f[12] == 8 && f[13] == 0 && f[23] == 1 && f[34] == 0)
		echo_replies++;
	if (f[12] != 8 || f[13] != 0 || memcmp(f + 30, peer, 4) != 0 || f[23] == 1)
		return;
	if ((unsigned)rand() % 100 < loss)
		return;
	memcpy(r, f, len);
	memcpy(r, f + 6, 6);
	memcpy(r + 6, peer_mac, 6);
	memcpy(r + 26, f + 30, 4);
	memcpy(r + 30, f + 26, 4);
	if ((unsigned)rand() % 100 < damage)
		r[14 + (unsigned)rand() % (len - 14)] ^= (uint8_t)(1u << rand() % 8);
	fake_deliver(r, len);
	if ((unsigned)rand() % 100 < doubles)
		fake_deliver(r, len);
}

/* -- frames made by hand -- */

void ip_header(uint8_t *f, unsigned proto, size_t payload)
{
	uint8_t *ip = f + 14;
	uint16_t sum;

	memcpy(f, FAKE_MAC, 6);
	memcpy(f + 6, peer_mac, 6);
	f[12] = 8;
	f[13] = 0;
	memset(ip, 0, 20);
	ip[0] = 0x45;
	ip[2] = (uint8_t)((payload + 20) >> 8);
	ip[3] = (uint8_t)(payload + 20);
	ip[8] = 64;
	ip[9] = (uint8_t)proto;
	memcpy(ip + 12, peer, 4);
	memcpy(ip + 16, me, 4);
	sum = inet_chksum(ip, 20);
	memcpy(ip + 10, &sum, 2);
}

size_t echo_request(uint8_t *f)
{
	uint16_t sum;

	memset(f + 34, 0, 64);
	f[34] = 8;
	sum = inet_chksum(f + 34, 64);
	memcpy(f + 36, &sum, 2);
	ip_header(f, 1, 64);
	return 98;
}

size_t udp_frame(uint8_t *f, uint16_t from, uint16_t to, const void *data, size_t len)
{
	uint8_t *u = f + 34;

	u[0] = (uint8_t)(from >> 8);
	u[1] = (uint8_t)from;
	u[2] = (uint8_t)(to >> 8);
	u[3] = (uint8_t)to;
	u[4] = (uint8_t)((len + 8) >> 8);
	u[5] = (uint8_t)(len + 8);
	u[6] = u[7] = 0;
	memcpy(u + 8, data, len);
	ip_header(f, 17, len + 8);
	return 42 + len;
}
