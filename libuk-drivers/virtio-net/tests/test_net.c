/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Native tests only: the driver over queues of which the test is the device. What a
 * device says of a received packet (how long, in how many buffers) is no reason to
 * believe it.
 */
#include "../net.c"
#include <check.h>
#include <stdlib.h>

#define ENTRIES 64

/* What UK_NEED refers to. */
extern const char uk_anchor_virtio[];
const char uk_anchor_virtio[1];

struct uk_virtqueue {
	void *token[ENTRIES]; /* what the driver added and has not got back, oldest first */
	uint32_t room[ENTRIES];
	unsigned added;
	uint32_t used[ENTRIES]; /* lengths that the device says, of the oldest ones */
	unsigned nused;
	unsigned kicks;
};

static struct uk_virtqueue queues[2];
static struct uk_netdev *nd;
static long live; /* netbufs */
static uint64_t offers = F_MAC | F_MRG_RXBUF;
static long netbufs_left = -1;

int uk_virtqueue_add(struct uk_virtqueue *q, const struct uk_sg *sg, unsigned out, unsigned in,
		     void *token)
{
	if (q->added == ENTRIES)
		return -ENOSPC;
	ck_assert(out + in > 0);
	q->room[q->added] = in ? sg[out].len : 0;
	q->token[q->added++] = token;
	return 0;
}

void uk_virtqueue_kick(struct uk_virtqueue *q)
{
	q->kicks++;
}

/* In order, and no more than there was room for: the queue sees to that. */
void *uk_virtqueue_get(struct uk_virtqueue *q, uint32_t *len)
{
	void *token = q->token[0];

	if (q->nused == 0 || q->added == 0)
		return NULL;
	*len = UK_MIN(q->used[0], q->room[0]);
	q->added--;
	q->nused--;
	memmove(q->token, q->token + 1, q->added * sizeof(q->token[0]));
	memmove(q->room, q->room + 1, q->added * sizeof(q->room[0]));
	memmove(q->used, q->used + 1, q->nused * sizeof(q->used[0]));
	return token;
}

bool uk_virtqueue_enable_irq(struct uk_virtqueue *q)
{
	return q->nused > 0;
}

void uk_virtqueue_disable_irq(struct uk_virtqueue *q)
{
	(void)q;
}

unsigned uk_virtqueue_free_slots(const struct uk_virtqueue *q)
{
	return ENTRIES - q->added;
}

unsigned uk_virtqueue_size(const struct uk_virtqueue *q)
{
	(void)q;
	return ENTRIES;
}

bool uk_virtqueue_broken(const struct uk_virtqueue *q)
{
	(void)q;
	return false;
}

uint64_t uk_virtio_offered(struct uk_virtio_dev *d)
{
	(void)d;
	return offers;
}

int uk_virtio_negotiate(struct uk_virtio_dev *d, uint64_t wanted, uint64_t *got)
{
	(void)d;
	*got = wanted & offers;
	return 0;
}

int uk_virtio_queue(struct uk_virtio_dev *d, unsigned index, unsigned max_size,
		    void (*notify)(void *arg), void *arg, struct uk_virtqueue **out)
{
	(void)d, (void)max_size, (void)notify, (void)arg;
	*out = &queues[index];
	return 0;
}

void uk_virtio_ready(struct uk_virtio_dev *d)
{
	(void)d;
}

int uk_virtio_config_read(struct uk_virtio_dev *d, size_t off, void *buf, size_t len)
{
	(void)d, (void)off;
	memset(buf, 2, len);
	return 0;
}

void uk_netdev_register(struct uk_netdev *d)
{
	nd = d;
}

void uk_page_stats(struct uk_page_stats *s)
{
	*s = (struct uk_page_stats){ .total = 8192 };
}

void *uk_zalloc(size_t n)
{
	return calloc(1, n);
}

void uk_free(void *p)
{
	free(p);
}

/* Exactly as large as the device may fill. */
struct uk_netbuf *uk_netbuf_alloc(void)
{
	struct uk_netbuf *b;

	if (netbufs_left == 0)
		return NULL;
	netbufs_left -= netbufs_left > 0;
	b = calloc(1, sizeof(*b));
	b->size = UK_NETBUF_SIZE - sizeof(*b);
	b->buf = malloc(b->size);
	b->data = b->buf + UK_NETBUF_HEADROOM;
	live++;
	return b;
}

void uk_netbuf_free(struct uk_netbuf *b)
{
	while (b) {
		struct uk_netbuf *next = b->next;

		free(b->buf);
		free(b);
		live--;
		b = next;
	}
}

static void up(void)
{
	ck_assert_int_eq(probe(NULL), 0);
	ck_assert_int_eq(nd->ops->start(nd), 0);
	ck_assert_uint_eq(queues[RX_QUEUE].added, ENTRIES);
	ck_assert_int_eq(live, ENTRIES);
}

/* The device used the next free buffer of the receive queue: @len bytes, this header if it is
 * to have one. */
static void came(uint32_t len, const struct virtio_net_hdr *h)
{
	struct uk_virtqueue *q = &queues[RX_QUEUE];
	struct uk_netbuf *b = q->token[q->nused];

	if (h)
		memcpy(b->buf, h, sizeof(*h));
	q->used[q->nused++] = len;
}

/* The next packet's pieces, or 0 for none. @total: their bytes. */
static unsigned got(size_t *total)
{
	struct uk_netbuf *p = NULL;
	unsigned n = 0;

	*total = 0;
	if (nd->ops->rx_burst(nd, &p, 1) == 0)
		return 0;
	for (struct uk_netbuf *b = p; b; b = b->next, n++) {
		ck_assert(b->data >= b->buf && b->data + b->len <= b->buf + b->size);
		for (unsigned i = 0; i < b->len; i++)
			b->data[i] ^= 1; /* all of it may be touched */
		*total += b->len;
	}
	uk_netbuf_free(p);
	return n;
}

/* All that the driver holds is in its queues, and the device has buffers: it gets more when a
 * quarter is used. */
static void accounts(void)
{
	ck_assert_int_eq(live, queues[RX_QUEUE].added + queues[TX_QUEUE].added);
	ck_assert_uint_gt(queues[RX_QUEUE].added, ENTRIES * 3 / 4);
}

START_TEST(packets_in_one_piece_and_in_many)
{
	struct virtio_net_hdr h = { .num_buffers = 1 };
	size_t total;

	up();
	came(sizeof(h) + 60, &h);
	ck_assert_uint_eq(got(&total), 1);
	ck_assert_uint_eq(total, 60);
	h.num_buffers = 3;
	came(1000, &h);
	came(1000, NULL);
	came(500, NULL);
	ck_assert_uint_eq(got(&total), 3);
	ck_assert_uint_eq(total, 2500 - sizeof(h));
	ck_assert_uint_eq(got(&total), 0);
	accounts();
}
END_TEST

START_TEST(shorter_than_a_header_is_dropped)
{
	struct virtio_net_hdr h = { .num_buffers = 1 };
	size_t total;

	up();
	for (uint32_t len = 0; len < sizeof(h); len++) {
		came(len, &h);
		ck_assert_uint_eq(got(&total), 0);
		ck_assert_uint_eq(nd->rx_errors, len + 1);
		accounts();
	}
	came(sizeof(h), &h);
	ck_assert_uint_eq(got(&total), 1);
	ck_assert_uint_eq(total, 0);
	/* Behind one that is bad comes one that is good. */
	came(3, &h);
	came(sizeof(h) + 9, &h);
	ck_assert_uint_eq(got(&total), 1);
	ck_assert_uint_eq(total, 9);
	accounts();
}
END_TEST

START_TEST(longer_than_its_buffer_is_cut)
{
	struct virtio_net_hdr h = { .num_buffers = 1 };
	size_t total;

	up();
	came(UINT32_MAX, &h);
	ck_assert_uint_eq(got(&total), 1);
	ck_assert_uint_lt(total, UK_NETBUF_SIZE);
	accounts();
}
END_TEST

START_TEST(fewer_buffers_than_it_says_is_dropped)
{
	struct virtio_net_hdr h = { .num_buffers = 2 };
	size_t total;

	up();
	came(100, &h);
	ck_assert_uint_eq(got(&total), 0);
	accounts();
	h.num_buffers = 0xffff;
	for (int i = 0; i < ENTRIES; i++)
		came(1000, i ? NULL : &h);
	ck_assert_uint_eq(got(&total), 0);
	ck_assert_uint_eq(nd->rx_errors, 2);
	accounts();
	/* 0 is what a device says that does not merge. */
	h.num_buffers = 0;
	came(100, &h);
	ck_assert_uint_eq(got(&total), 1);
	accounts();
}
END_TEST

START_TEST(the_count_means_nothing_without_the_feature)
{
	struct virtio_net_hdr h = { .num_buffers = 9 };
	size_t total;

	offers = F_MAC;
	up();
	came(100, &h);
	came(100, &h);
	ck_assert_uint_eq(got(&total), 1);
	ck_assert_uint_eq(got(&total), 1);
	accounts();
}
END_TEST

START_TEST(random_answers_keep_the_accounts)
{
	size_t total;

	up();
	srand(3);
	for (int i = 0; i < 20000; i++) {
		struct virtio_net_hdr h;
		unsigned n = (unsigned)rand() % 6;

		while (n--) {
			for (size_t k = 0; k < sizeof(h); k++)
				((uint8_t *)&h)[k] = (uint8_t)rand();
			h.num_buffers = (uint16_t)(rand() % 8 ? rand() % 4 : rand());
			came((uint32_t)(rand() % 4 ? rand() % 3000 : rand() % 16), &h);
		}
		while (got(&total))
			;
		accounts();
	}
	ck_assert_uint_gt(nd->rx_errors, 1000);
	ck_assert_uint_gt(nd->rx_packets, 1000);
}
END_TEST

START_TEST(without_buffers_it_waits_for_some)
{
	struct virtio_net_hdr h = { .num_buffers = 1 };
	size_t total;

	netbufs_left = 0;
	ck_assert_int_eq(probe(NULL), 0);
	ck_assert_int_eq(nd->ops->start(nd), -ENOMEM);
	netbufs_left = 2;
	ck_assert_int_eq(nd->ops->start(nd), 0);
	came(100, &h);
	came(100, &h);
	ck_assert_uint_eq(got(&total), 1);
	ck_assert_uint_eq(got(&total), 1);
	ck_assert_uint_eq(queues[RX_QUEUE].added, 0);
	netbufs_left = -1;
	ck_assert_uint_eq(got(&total), 0);
	accounts();
}
END_TEST

int main(void)
{
	Suite *s = suite_create("virtio-net");
	TCase *t = tcase_create("hostile device");
	SRunner *r;
	int failed;

	tcase_set_timeout(t, 0);
	tcase_add_test(t, packets_in_one_piece_and_in_many);
	tcase_add_test(t, shorter_than_a_header_is_dropped);
	tcase_add_test(t, longer_than_its_buffer_is_cut);
	tcase_add_test(t, fewer_buffers_than_it_says_is_dropped);
	tcase_add_test(t, the_count_means_nothing_without_the_feature);
	tcase_add_test(t, random_answers_keep_the_accounts);
	tcase_add_test(t, without_buffers_it_waits_for_some);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
