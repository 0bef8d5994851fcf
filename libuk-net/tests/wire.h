/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The world at the other end of the fake device. The reflector answers ARP for 10.0.0.9, and
 * whatever is sent there comes back with the addresses swapped, so that both ends of a
 * connection are in the one stack; on the way frames get lost, doubled, damaged, and are
 * remembered.
 */
#ifndef TESTS_WIRE_H
#define TESTS_WIRE_H

#include <stddef.h>
#include <stdint.h>

extern const uint8_t peer_mac[6], me[4], peer[4];
extern unsigned loss, doubles, damage; /* per cent of frames */
extern unsigned arp_replies, echo_replies;

/* Frames seen, the stock for malformed ones. */
struct frame {
	uint16_t len;
	uint8_t data[1514];
};
extern struct frame seen[512];
extern unsigned nseen;
void remember(const uint8_t *f, size_t len);

/* For fake_sent. */
void reflect(const uint8_t *f, size_t len);

/* Frames by hand, from the peer to us; each returns the length. Payload lies behind the
 * headers. */
void ip_header(uint8_t *f, unsigned proto, size_t payload);
size_t echo_request(uint8_t *f);
size_t udp_frame(uint8_t *f, uint16_t from, uint16_t to, const void *data, size_t len);

#endif
