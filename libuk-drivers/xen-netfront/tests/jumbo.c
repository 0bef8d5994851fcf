/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * For make check-xen, without a stack: once a line comes on the console, an echo request (RFC
 * 792) in a frame of 8,042 bytes to 10.1.0.1, which is longer than a page and so goes and
 * comes in several buffers. What comes back must be the same, byte for byte.
 */
#include <stdio.h>
#include <string.h>
#include <uk/netdev.h>
#include <unistd.h>

#define DATA 8000
#define LEN  (14 + 20 + 8 + DATA)

static const uint8_t self[4] = { 10, 1, 0, 9 }, peer[4] = { 10, 1, 0, 1 };
static uint8_t frame[LEN], back[0x10000];
static struct uk_netdev *dev;

static void sum(uint8_t *p, size_t len, uint8_t *to)
{
	uint32_t s = 0;

	for (size_t i = 0; i < len; i += 2)
		s += p[i] << 8 | p[i + 1];
	s = (s & 0xffff) + (s >> 16);
	s = ~(s + (s >> 16));
	to[0] = s >> 8;
	to[1] = s;
}

static void ethernet(uint8_t *p, const uint8_t *to, unsigned type)
{
	memcpy(p, to, 6);
	memcpy(p + 6, dev->mac, 6);
	p[12] = type >> 8;
	p[13] = type;
}

static void send(const uint8_t *p, size_t len)
{
	struct uk_netbuf *first = NULL, **last = &first;

	while (len) {
		size_t part = len < 1000 ? len : 1000;
		struct uk_netbuf *b = uk_netbuf_alloc();

		if (!b) {
			uk_netbuf_free(first);
			return;
		}
		memcpy(b->data, p, part);
		b->len = part;
		p += part;
		len -= part;
		*last = b;
		last = &b->next;
	}
	if (!dev->ops->tx_burst(dev, &first, 1))
		uk_netbuf_free(first);
}

/* The next frame of that kind, within two seconds; its length, 0: none. */
static size_t receive(unsigned type)
{
	struct uk_netbuf *b;

	for (unsigned tries = 0; tries < 200; tries++) {
		while (dev->ops->rx_burst(dev, &b, 1)) {
			size_t len = 0;

			for (struct uk_netbuf *p = b; p && len + p->len <= sizeof(back);
			     p = p->next) {
				memcpy(back + len, p->data, p->len);
				len += p->len;
			}
			uk_netbuf_free(b);
			if (len >= 14 && (back[12] << 8 | back[13]) == (int)type &&
			    memcmp(back, dev->mac, 6) == 0)
				return len;
		}
		usleep(10000);
	}
	return 0;
}

/* Who has the peer's address (RFC 826); so it knows ours, too. */
static size_t resolve(void)
{
	static const uint8_t everyone[6] = { 255, 255, 255, 255, 255, 255 };
	static const uint8_t ask[8] = { 0, 1, 8, 0, 6, 4, 0, 1 };
	uint8_t arp[60] = { 0 };

	ethernet(arp, everyone, 0x0806);
	memcpy(arp + 14, ask, 8);
	memcpy(arp + 22, dev->mac, 6);
	memcpy(arp + 28, self, 4);
	memcpy(arp + 38, peer, 4);
	send(arp, sizeof(arp));
	return receive(0x0806);
}

int main(void)
{
	static const uint8_t ip[12] = { 0x45, 0, (LEN - 14) >> 8, (LEN - 14) & 255, 0, 1, 0, 0,
					64,   1 };
	char line[8];
	size_t len;

	setvbuf(stdout, NULL, _IOLBF, 0);
	dev = uk_netdev_first();
	if (!dev || dev->ops->start(dev)) {
		printf("jumbo: no device\n");
		return 1;
	}
	printf("jumbo: ready\n");
	if (!fgets(line, sizeof(line), stdin) || !resolve()) {
		printf("jumbo: nobody there\n");
		return 1;
	}
	ethernet(frame, back + 6, 0x0800);
	memcpy(frame + 14, ip, sizeof(ip));
	memcpy(frame + 26, self, 4);
	memcpy(frame + 30, peer, 4);
	sum(frame + 14, 20, frame + 24);
	frame[34] = 8;
	for (unsigned i = 0; i < DATA; i++)
		frame[42 + i] = i * 7 + i / 256;
	sum(frame + 34, 8 + DATA, frame + 36);
	send(frame, LEN);
	len = receive(0x0800);
	printf("jumbo: %zu bytes back, %s\n", len,
	       len == LEN && back[34] == 0 && memcmp(back + 42, frame + 42, DATA) == 0
		       ? "the same"
		       : "others");
	return 0;
}
