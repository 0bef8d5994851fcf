/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The split virtqueue against a device that works, and against one that lies.
 * The device is this file: it reads and writes the rings through the private
 * layout, as hardware would.
 */
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <uk/heap.h>
#include "virtqueue_priv.h"

#define SIZE 8

static uint32_t doorbell;

static struct uk_virtqueue *new_queue(bool event_idx, bool indirect)
{
	struct uk_virtqueue *q = virtqueue_new(SIZE, event_idx, indirect);

	ck_assert_ptr_nonnull(q);
	doorbell = 0xffffffff;
	q->doorbell = &doorbell;
	q->index = 1;
	return q;
}

/* Did the driver ring since the last call? */
static bool rang(void)
{
	bool r = doorbell != 0xffffffff;

	doorbell = 0xffffffff;
	return r;
}

static uint16_t *avail_event(struct uk_virtqueue *q)
{
	return (uint16_t *)&q->used->ring[q->size];
}

static uint16_t *used_event(struct uk_virtqueue *q)
{
	return &q->avail->ring[q->size];
}

/* The device finishes the request at @id. */
static void finish(struct uk_virtqueue *q, uint32_t id, uint32_t len)
{
	uint16_t idx = atomic_load(&q->used->idx);

	q->used->ring[idx % q->size].id = id;
	q->used->ring[idx % q->size].len = len;
	atomic_store(&q->used->idx, idx + 1);
}

static int add(struct uk_virtqueue *q, unsigned out, unsigned in, void *token)
{
	static char mem[SIZE * 2][16];
	struct uk_sg sg[SIZE * 2];

	for (unsigned i = 0; i < out + in && i < SIZE * 2; i++)
		sg[i] = (struct uk_sg){ mem[i], 16 };
	return uk_virtqueue_add(q, sg, out, in, token);
}

START_TEST(sizes_that_are_no_power_of_two_are_refused)
{
	ck_assert_ptr_null(virtqueue_new(0, false, false));
	ck_assert_ptr_null(virtqueue_new(3, false, false));
	ck_assert_ptr_null(virtqueue_new(65536, false, false));
}
END_TEST

START_TEST(a_request_comes_back_with_its_token)
{
	struct uk_virtqueue *q = new_queue(false, false);
	int token;
	uint32_t len = 0;

	ck_assert_int_eq(add(q, 1, 1, &token), 0);
	ck_assert(!rang());
	uk_virtqueue_kick(q);
	ck_assert(rang());
	ck_assert_uint_eq(atomic_load(&q->avail->idx), 1);
	ck_assert_uint_eq(q->desc[q->avail->ring[0]].flags, VRING_DESC_F_NEXT);
	ck_assert_ptr_null(uk_virtqueue_get(q, &len));
	finish(q, q->avail->ring[0], 7);
	ck_assert_ptr_eq(uk_virtqueue_get(q, &len), &token);
	ck_assert_uint_eq(len, 7);
	ck_assert_uint_eq(uk_virtqueue_free_slots(q), SIZE);
	virtqueue_free(q);
}
END_TEST

START_TEST(a_full_queue_says_so_and_recovers)
{
	struct uk_virtqueue *q = new_queue(false, false);
	uint32_t len;

	for (int i = 0; i < SIZE / 2; i++)
		ck_assert_int_eq(add(q, 1, 1, q), 0);
	ck_assert_int_eq(add(q, 1, 0, q), -ENOSPC);
	uk_virtqueue_kick(q);
	finish(q, q->avail->ring[2], 0);
	ck_assert_ptr_eq(uk_virtqueue_get(q, &len), q);
	ck_assert_int_eq(add(q, 2, 1, q), -ENOSPC);
	ck_assert_int_eq(add(q, 1, 1, q), 0);
	ck_assert_int_eq(add(q, 0, 0, q), -EINVAL);
	virtqueue_free(q);
}
END_TEST

START_TEST(long_requests_take_one_descriptor_when_indirect)
{
	struct uk_virtqueue *q = new_queue(false, true);
	struct vring_desc *t;
	uint32_t len;

	ck_assert_int_eq(add(q, 4, 6, q), 0); /* more pieces than the queue has entries */
	ck_assert_uint_eq(uk_virtqueue_free_slots(q), SIZE - 1);
	uk_virtqueue_kick(q);
	ck_assert_uint_eq(q->desc[0].flags, VRING_DESC_F_INDIRECT);
	ck_assert_uint_eq(q->desc[0].len, 10 * sizeof(*t));
	t = (struct vring_desc *)(uintptr_t)q->desc[0].addr;
	ck_assert_uint_eq(t[3].flags, VRING_DESC_F_NEXT);
	ck_assert_uint_eq(t[4].flags, VRING_DESC_F_NEXT | VRING_DESC_F_WRITE);
	ck_assert_uint_eq(t[9].flags, VRING_DESC_F_WRITE);
	finish(q, 0, 1000);
	ck_assert_ptr_eq(uk_virtqueue_get(q, &len), q);
	ck_assert_uint_eq(len, 96); /* the device claimed more than the pieces hold */
	virtqueue_free(q);
}
END_TEST

START_TEST(the_device_may_decline_notifications)
{
	struct uk_virtqueue *q = new_queue(false, false);

	q->used->flags = VRING_USED_NO_NOTIFY;
	add(q, 1, 0, q);
	uk_virtqueue_kick(q);
	ck_assert(!rang());
	q->used->flags = 0;
	uk_virtqueue_kick(q); /* nothing new */
	ck_assert(!rang());
	add(q, 1, 0, q);
	uk_virtqueue_kick(q);
	ck_assert(rang());
	virtqueue_free(q);
}
END_TEST

START_TEST(event_index_rings_exactly_when_passed)
{
	struct uk_virtqueue *q = new_queue(true, false);
	uint32_t len;

	/* Across the 16-bit wrap, in bursts of 1 to 3, the device asks at every possible
	 * distance. */
	q->avail_idx = q->kicked_idx = q->last_used = 65530;
	atomic_store(&q->avail->idx, 65530);
	atomic_store(&q->used->idx, 65530);
	for (int round = 0; round < 200; round++) {
		uint16_t from = q->avail_idx, event = from + round % 5 - 1;
		unsigned burst = 1 + round % 3;
		bool expect = false;

		*avail_event(q) = event;
		for (unsigned i = 0; i < burst; i++) {
			ck_assert_int_eq(add(q, 1, 0, q), 0);
			expect |= (uint16_t)(from + i) == event;
		}
		uk_virtqueue_kick(q);
		ck_assert_int_eq(rang(), expect);
		for (unsigned i = 0; i < burst; i++) {
			finish(q, q->avail->ring[(uint16_t)(from + i) % SIZE], 0);
			ck_assert_ptr_eq(uk_virtqueue_get(q, &len), q);
		}
	}
	virtqueue_free(q);
}
END_TEST

START_TEST(enabling_the_interrupt_reports_what_slipped_in)
{
	for (int event_idx = 0; event_idx < 2; event_idx++) {
		struct uk_virtqueue *q = new_queue(event_idx, false);
		uint32_t len;

		uk_virtqueue_disable_irq(q);
		if (!event_idx)
			ck_assert_uint_eq(q->avail->flags, VRING_AVAIL_NO_INTERRUPT);
		add(q, 0, 1, q);
		uk_virtqueue_kick(q);
		ck_assert(!uk_virtqueue_enable_irq(q));
		ck_assert_uint_eq(q->avail->flags, 0);
		if (event_idx)
			ck_assert_uint_eq(*used_event(q), 0);
		finish(q, 0, 4);
		ck_assert(uk_virtqueue_enable_irq(q));
		ck_assert_ptr_eq(uk_virtqueue_get(q, &len), q);
		ck_assert(!uk_virtqueue_enable_irq(q));
		virtqueue_free(q);
	}
}
END_TEST

/* Each lie breaks the queue; nothing is returned, and nothing more is accepted. */
static void expect_broken(struct uk_virtqueue *q)
{
	uint32_t len;

	ck_assert_ptr_null(uk_virtqueue_get(q, &len));
	ck_assert(uk_virtqueue_broken(q));
	ck_assert_int_eq(add(q, 1, 0, q), -EIO);
	ck_assert(!uk_virtqueue_enable_irq(q));
	virtqueue_free(q);
}

START_TEST(a_hostile_id_beyond_the_queue_breaks_it)
{
	struct uk_virtqueue *q = new_queue(false, false);

	add(q, 1, 0, q);
	uk_virtqueue_kick(q);
	finish(q, SIZE, 0);
	expect_broken(q);
}
END_TEST

START_TEST(a_hostile_id_of_a_free_descriptor_breaks_it)
{
	struct uk_virtqueue *q = new_queue(false, false);

	add(q, 1, 1, q);
	uk_virtqueue_kick(q);
	finish(q, 1, 0); /* the middle of a chain */
	expect_broken(q);
}
END_TEST

START_TEST(a_hostile_used_index_breaks_it)
{
	struct uk_virtqueue *q = new_queue(false, false);

	add(q, 1, 0, q);
	uk_virtqueue_kick(q);
	atomic_store(&q->used->idx, 40000);
	expect_broken(q);
}
END_TEST

START_TEST(finishing_twice_breaks_it)
{
	struct uk_virtqueue *q = new_queue(false, false);
	uint32_t len;

	add(q, 1, 0, q);
	add(q, 1, 0, q);
	uk_virtqueue_kick(q);
	finish(q, 0, 0);
	ck_assert_ptr_eq(uk_virtqueue_get(q, &len), q);
	finish(q, 0, 0);
	expect_broken(q);
}
END_TEST

START_TEST(scribbling_over_the_descriptors_does_not_mislead_the_driver)
{
	struct uk_virtqueue *q = new_queue(false, false);
	uint32_t len;

	for (int i = 0; i < 4; i++)
		add(q, 1, 1, q);
	uk_virtqueue_kick(q);
	memset(q->desc, 0xff, SIZE * sizeof(*q->desc));
	for (int i = 0; i < 4; i++) {
		finish(q, i * 2, 0xffffffff);
		ck_assert_ptr_eq(uk_virtqueue_get(q, &len), q);
		ck_assert_uint_eq(len, 16);
	}
	ck_assert_uint_eq(uk_virtqueue_free_slots(q), SIZE);
	for (int i = 0; i < SIZE; i++)
		ck_assert_int_eq(add(q, 1, 0, q), 0);
	virtqueue_free(q);
}
END_TEST

/* Random requests, finished in random order, by a device that sometimes writes nonsense. */
START_TEST(random_traffic_keeps_the_accounts)
{
	for (unsigned seed = 0; seed < 64; seed++) {
		struct uk_virtqueue *q = new_queue(seed & 1, seed & 2);
		uint16_t pending[SIZE];
		unsigned n = 0, out = 0;
		bool lied = false;

		srand(seed);
		for (int step = 0; step < 2000 && !lied; step++) {
			unsigned pieces = 1 + rand() % 4;
			uint32_t len;

			if (rand() % 2 && add(q, pieces, 0, q) == 0) {
				uk_virtqueue_kick(q);
				pending[n++] =
					q->avail->ring[(uint16_t)(q->avail_idx - 1) % SIZE];
				out++;
			} else if (n) {
				unsigned k = rand() % n;

				lied = seed > 32 && rand() % 500 == 0;
				finish(q, lied ? (uint32_t)rand() | 0x100 : pending[k], 0);
				pending[k] = pending[--n];
				ck_assert_ptr_eq(uk_virtqueue_get(q, &len), lied ? NULL : q);
			}
		}
		ck_assert_int_eq(uk_virtqueue_broken(q), lied);
		ck_assert_uint_gt(out, 0);
		virtqueue_free(q);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("virtqueue");
	TCase *t = tcase_create("split");
	SRunner *r;
	int failed;

	tcase_add_test(t, sizes_that_are_no_power_of_two_are_refused);
	tcase_add_test(t, a_request_comes_back_with_its_token);
	tcase_add_test(t, a_full_queue_says_so_and_recovers);
	tcase_add_test(t, long_requests_take_one_descriptor_when_indirect);
	tcase_add_test(t, the_device_may_decline_notifications);
	tcase_add_test(t, event_index_rings_exactly_when_passed);
	tcase_add_test(t, enabling_the_interrupt_reports_what_slipped_in);
	tcase_add_test(t, a_hostile_id_beyond_the_queue_breaks_it);
	tcase_add_test(t, a_hostile_id_of_a_free_descriptor_breaks_it);
	tcase_add_test(t, a_hostile_used_index_breaks_it);
	tcase_add_test(t, finishing_twice_breaks_it);
	tcase_add_test(t, scribbling_over_the_descriptors_does_not_mislead_the_driver);
	tcase_add_test(t, random_traffic_keeps_the_accounts);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_set_fork_status(r, CK_NOFORK);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? 1 : 0;
}
