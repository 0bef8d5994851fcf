/* SPDX-License-Identifier: BSD-3-Clause */
/* The store's protocol and devices, against a store that answers well, late, oddly, or
 * nonsense. */
#include <check.h>
#include <errno.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "world.h"

static jmp_buf left;
void world_exit(void) uk_noreturn;
void world_exit(void)
{
	longjmp(left, 1);
}

/* -- a store that works: a few nodes -- */

#define NODES 16
static struct {
	char path[100], value[1200];
} nodes[NODES];
static uint32_t tokens[8];
static char watched[8][100];
static unsigned nwatches;

static const char *get(const char *path)
{
	for (unsigned i = 0; i < NODES; i++)
		if (strcmp(nodes[i].path, path) == 0)
			return nodes[i].value;
	return NULL;
}

static void set(const char *path, const char *value)
{
	for (unsigned i = 0; i < NODES; i++)
		if (!nodes[i].path[0] || strcmp(nodes[i].path, path) == 0) {
			strcpy(nodes[i].path, path);
			strcpy(nodes[i].value, value);
			return;
		}
	ck_abort_msg("no room");
}

static void list(uint32_t id, const char *dir)
{
	size_t dir_len = strlen(dir), n = 0;
	char names[500], *end;

	for (unsigned i = 0; i < NODES; i++)
		if (strncmp(nodes[i].path, dir, dir_len) == 0 &&
		    nodes[i].path[dir_len] == '/') {
			strcpy(names + n, nodes[i].path + dir_len + 1);
			end = strchr(names + n, '/');
			if (end)
				*end = '\0';
			if (n == 0 || strcmp(names, names + n) != 0)
				n += strlen(names + n) + 1;
		}
	if (n)
		store_answer(XS_DIRECTORY, id, names, n);
	else
		store_answer(XS_ERROR, id, "ENOENT", 7);
}

static void good_store(void)
{
	char payload[XENSTORE_PAYLOAD_MAX + 1], *second;
	struct xsd_sockmsg head;

	while (store_request(&head, payload)) {
		second = payload + strlen(payload) + 1;
		switch (head.type) {
		case XS_READ:
			if (get(payload))
				store_answer(XS_READ, head.req_id, get(payload),
					     strlen(get(payload)));
			else
				store_answer(XS_ERROR, head.req_id, "ENOENT", 7);
			break;
		case XS_WRITE:
			set(payload, second);
			store_answer(XS_WRITE, head.req_id, "OK", 3);
			break;
		case XS_DIRECTORY:
			list(head.req_id, payload);
			break;
		case XS_WATCH:
			ck_assert_uint_lt(nwatches, 8);
			strcpy(watched[nwatches], payload);
			tokens[nwatches++] = atoi(second);
			store_answer(XS_WATCH, head.req_id, "OK", 3);
			store_fire(payload, atoi(second));
			break;
		default:
			store_answer(head.type, head.req_id, "OK", 3);
		}
	}
}

static void setup(void)
{
	memset(nodes, 0, sizeof(nodes));
	nwatches = 0;
	world_start();
	store_turn = good_store;
}

START_TEST(values_are_read_and_written)
{
	char buf[16];
	unsigned long v;

	set("a/b", "hello");
	ck_assert_int_eq(uk_xs_read("a", "b", buf, sizeof(buf)), 5);
	ck_assert_str_eq(buf, "hello");
	ck_assert_int_eq(uk_xs_read("a/b", NULL, buf, 6), 5);
	ck_assert_int_eq(uk_xs_read("a/b", NULL, buf, 5), -ENOBUFS);
	ck_assert_int_eq(uk_xs_read("a", "c", buf, sizeof(buf)), -ENOENT);
	ck_assert_int_eq(uk_xs_write("a", "c", "world"), 0);
	ck_assert_str_eq(get("a/c"), "world");
	ck_assert_int_eq(uk_xs_write_uint("a", "n", 4000000000ul), 0);
	ck_assert_str_eq(get("a/n"), "4000000000");
	ck_assert_int_eq(uk_xs_read_uint("a", "n", &v), 0);
	ck_assert_uint_eq(v, 4000000000ul);
	ck_assert_int_eq(uk_xs_list("a", NULL, buf, sizeof(buf)), 6);
	ck_assert_mem_eq(buf, "b\0c\0n", 6);
}
END_TEST

START_TEST(numbers_are_numbers)
{
	static const char *const bad[] = {
		"", " 1", "1 ", "-1", "0x10", "12a", "18446744073709551616"
	};
	unsigned long v = 7;

	for (unsigned i = 0; i < UK_ARRAY_SIZE(bad); i++) {
		set("n", bad[i]);
		ck_assert_int_eq(uk_xs_read_uint("n", NULL, &v), -EINVAL);
	}
	set("n", "18446744073709551615");
	ck_assert_int_eq(uk_xs_read_uint("n", NULL, &v), 0);
	ck_assert_uint_eq(v, UINT64_MAX);
}
END_TEST

START_TEST(requests_and_answers_are_longer_than_the_ring)
{
	static char value[1200], buf[1300], path[5000];

	memset(value, 'v', sizeof(value) - 1);
	memset(path, 'p', sizeof(path) - 1);
	/* The store takes what is there to make room: bytes of a request that is not whole yet.
	 */
	set("long", value);
	ck_assert_int_eq(uk_xs_read("long", NULL, buf, sizeof(buf)), sizeof(value) - 1);
	ck_assert_str_eq(buf, value);
	ck_assert_int_eq(uk_xs_read(path, NULL, buf, sizeof(buf)), -E2BIG);
}
END_TEST

static void hungry_store(void)
{
	static char got[2000];
	static size_t n;

	while (ring.req_cons != ring.req_prod)
		got[n++] = ring.req[ring.req_cons++ % XENSTORE_RING_SIZE];
	if (n >= 16 + 5 + 1500) {
		store_answer(XS_WRITE, ((struct xsd_sockmsg *)got)->req_id, "OK", 3);
		ck_assert_uint_eq(got[16 + 5 + 1499], 'v');
		n = 0;
	}
}

START_TEST(a_long_request_waits_for_room)
{
	static char value[1501];

	memset(value, 'v', sizeof(value) - 1);
	store_turn = hungry_store;
	ck_assert_int_eq(uk_xs_write("path", NULL, value), 0);
	ck_assert_uint_ge(notified, 2);
}
END_TEST

START_TEST(a_store_that_sleeps_times_out)
{
	uint64_t start = now_ns;
	char buf[8];

	store_turn = NULL;
	ck_assert_int_eq(uk_xs_read("a", NULL, buf, sizeof(buf)), -ETIMEDOUT);
	ck_assert_uint_ge(now_ns - start, 10000000000);
	/* Its late answer is nobody's. */
	set("b", "B");
	set("a", "A");
	store_turn = good_store;
	ck_assert_int_eq(uk_xs_read("b", NULL, buf, sizeof(buf)), 1);
	ck_assert_str_eq(buf, "B");
}
END_TEST

static uint32_t answer_type, answer_id_off, answer_len;
static const void *answer_payload;

static void odd_store(void)
{
	char payload[XENSTORE_PAYLOAD_MAX + 1];
	struct xsd_sockmsg head, answer = { 0 };

	while (store_request(&head, payload)) {
		answer.type = answer_type;
		answer.req_id = head.req_id + answer_id_off;
		answer.len = answer_len;
		store_send(&answer, sizeof(answer));
		if (answer_payload)
			store_send(answer_payload, answer_len);
	}
}

START_TEST(odd_answers_are_errors)
{
	char buf[8];

	store_turn = odd_store;
	answer_payload = "ENOENT";
	answer_len = 7;
	answer_type = 99;
	ck_assert_int_eq(uk_xs_read("a", NULL, buf, sizeof(buf)), -EIO);
	answer_type = XS_ERROR;
	ck_assert_int_eq(uk_xs_read("a", NULL, buf, sizeof(buf)), -ENOENT);
	answer_payload = "EWHATEV";
	ck_assert_int_eq(uk_xs_read("a", NULL, buf, sizeof(buf)), -EIO);
	answer_id_off = 5; /* somebody else's */
	ck_assert_int_eq(uk_xs_read("a", NULL, buf, sizeof(buf)), -ETIMEDOUT);
	answer_id_off = 0;
	answer_type = XS_READ;
	answer_len = 0; /* empty */
	ck_assert_int_eq(uk_xs_read("a", NULL, buf, sizeof(buf)), 0);
	ck_assert_str_eq(buf, "");
}
END_TEST

START_TEST(a_length_beyond_the_limit_breaks_the_wire)
{
	char buf[8];

	store_turn = odd_store;
	answer_type = XS_READ;
	answer_id_off = 0;
	answer_payload = NULL;
	answer_len = XENSTORE_PAYLOAD_MAX + 1;
	ck_assert_int_eq(uk_xs_read("a", NULL, buf, sizeof(buf)), -EIO);
	store_turn = good_store;
	ck_assert_int_eq(uk_xs_read("a", NULL, buf, sizeof(buf)), -EIO);
}
END_TEST

static void lying_rsp(void)
{
	ring.rsp_prod = ring.rsp_cons + XENSTORE_RING_SIZE + 1;
	xs_event(NULL);
}

static void lying_req(void)
{
	ring.req_cons = ring.req_prod + 1;
	xs_event(NULL);
}

START_TEST(indices_that_make_no_sense_break_the_wire)
{
	char buf[8];

	store_turn = lying_rsp;
	ck_assert_int_eq(uk_xs_read("a", NULL, buf, sizeof(buf)), -EIO);
	ck_assert_int_eq(uk_xs_write("a", NULL, "x"), -EIO);
}
END_TEST

START_TEST(so_do_those_of_requests)
{
	char buf[8];

	lying_req();
	store_turn = good_store;
	ck_assert_int_eq(uk_xs_read("a", NULL, buf, sizeof(buf)), -EIO);
}
END_TEST

/* -- watches -- */

static unsigned calls;

static void count(struct uk_xs_watch *w)
{
	(void)w;
	calls++;
}

START_TEST(watches_fire)
{
	struct uk_xs_watch a = { .fn = count, .path = "a" }, b = { .fn = count, .path = "b" };

	calls = 0;
	ck_assert_int_eq(uk_xs_watch(&a), 0);
	ck_assert(xs_run_watches());
	ck_assert_uint_eq(calls, 1); /* at once */
	ck_assert_int_eq(uk_xs_watch(&b), 0);
	xs_run_watches();
	store_fire("a/below", a.token);
	store_fire("a/below", a.token);
	ck_assert(xs_run_watches());
	ck_assert_uint_eq(calls, 3); /* what comes together is seen together */
	uk_xs_unwatch(&a);
	store_fire("a", a.token);
	ck_assert(!xs_run_watches());
	uk_xs_unwatch(&b);
}
END_TEST

static bool seen_elsewhere, seen_here;

static void look_around(struct uk_xs_watch *w)
{
	static struct uk_thread other;

	seen_here = xs_elsewhere(w);
	uk_thread_current = &other;
	seen_elsewhere = xs_elsewhere(w);
	uk_thread_current = NULL;
	uk_xs_unwatch(w); /* it may itself */
}

START_TEST(a_watch_is_not_taken_from_under_its_function)
{
	struct uk_xs_watch a = { .fn = look_around, .path = "a" };

	ck_assert_int_eq(uk_xs_watch(&a), 0);
	ck_assert(xs_run_watches());
	ck_assert(seen_elsewhere);
	ck_assert(!seen_here);
	ck_assert(!xs_elsewhere(&a));
}
END_TEST

START_TEST(malformed_watch_events_are_ignored)
{
	static const struct {
		const char *payload;
		size_t len;
	} bad[] = { { "", 0 },
		    { "a", 1 },
		    { "a", 2 },
		    { "a\0", 2 },
		    { "a\0x", 4 },
		    { "a\0-1", 5 },
		    { "a\0"
		      "999",
		      6 },
		    { "\0\0\0\0", 4 },
		    { "aaaa", 4 },
		    { "a\0"
		      "1 ",
		      5 } };
	struct uk_xs_watch a = { .fn = count, .path = "a" };

	ck_assert_int_eq(uk_xs_watch(&a), 0);
	xs_run_watches();
	calls = 0;
	for (unsigned i = 0; i < UK_ARRAY_SIZE(bad); i++)
		store_answer(XS_WATCH_EVENT, 0, bad[i].payload, bad[i].len);
	ck_assert(!xs_run_watches());
	ck_assert_uint_eq(calls, 0);
	store_fire("a", a.token);
	ck_assert(xs_run_watches());
	uk_xs_unwatch(&a);
}
END_TEST

/* -- devices -- */

static struct uk_xenbus_dev *dev;
static int probe_result;
static unsigned changes;

static void changed(struct uk_xenbus_dev *d)
{
	(void)d;
	changes++;
}

static int probe(struct uk_xenbus_dev *d)
{
	dev = d;
	d->changed = changed;
	return probe_result;
}
UK_XENBUS_DRIVER(test_driver) = { .type = "toy", .probe = probe };

static void toy(const char *backend_id)
{
	set("device/toy/3/backend", "/local/domain/5/backend/toy/1/3");
	set("device/toy/3/backend-id", backend_id);
	set("/local/domain/5/backend/toy/1/3/state", "2");
	dev = NULL;
	changes = 0;
}

START_TEST(devices_are_found_and_followed)
{
	toy("5");
	probe_result = 0;
	xenbus_probe_all();
	ck_assert_ptr_nonnull(dev);
	ck_assert_str_eq(dev->path, "device/toy/3");
	ck_assert_uint_eq(dev->domain, 5);
	xs_run_watches();
	ck_assert_int_eq(dev->state, UK_XENBUS_INIT_WAIT);
	ck_assert_int_eq(uk_xenbus_wait(dev, UK_XENBUS_INIT_WAIT, now_ns), 0);
	ck_assert_int_eq(uk_xenbus_wait(dev, UK_XENBUS_CONNECTED, now_ns + 1), -ETIMEDOUT);
	ck_assert_int_eq(uk_xenbus_set_state(dev, UK_XENBUS_CONNECTED), 0);
	ck_assert_str_eq(get("device/toy/3/state"), "4");
	set("/local/domain/5/backend/toy/1/3/state", "5");
	store_fire(dev->watch_path, dev->watch.token);
	xs_run_watches();
	ck_assert_int_eq(uk_xenbus_wait(dev, UK_XENBUS_CONNECTED, now_ns), -ENODEV);
	ck_assert_uint_eq(changes, 2);
	/* Nonsense, and nothing. */
	set("/local/domain/5/backend/toy/1/3/state", "77");
	store_fire(dev->watch_path, dev->watch.token);
	xs_run_watches();
	ck_assert_int_eq(dev->state, UK_XENBUS_UNKNOWN);
	uk_xs_unwatch(&dev->watch);
	free(dev);
}
END_TEST

START_TEST(a_device_that_is_not_described_is_not_probed)
{
	static const char *const bad[] = { "", "x", "-1", "32752", "99999999999999999999" };

	for (unsigned i = 0; i < UK_ARRAY_SIZE(bad); i++) {
		toy(bad[i]);
		xenbus_probe_all();
		ck_assert_ptr_null(dev);
	}
}
END_TEST

START_TEST(a_device_that_the_driver_refuses_is_closed)
{
	toy("5");
	probe_result = -EIO;
	xenbus_probe_all();
	ck_assert_str_eq(get("device/toy/3/state"), "6");
}
END_TEST

START_TEST(names_that_are_too_long_are_refused)
{
	char path[100];

	snprintf(path, sizeof(path), "device/toy/%080d/backend", 1);
	set(path, "/b");
	dev = NULL;
	xenbus_probe_all(); /* it has no backend-id */
	ck_assert_ptr_null(dev);
}
END_TEST

static char names[XENSTORE_PAYLOAD_MAX];

START_TEST(a_directory_without_ends_of_names_is_harmless)
{
	memset(names, 'n', sizeof(names));
	store_turn = odd_store;
	answer_type = XS_DIRECTORY;
	answer_id_off = 0;
	answer_payload = names;
	for (answer_len = 1; answer_len < 300; answer_len += 7)
		xenbus_probe_all();
	ck_assert_ptr_null(dev);
}
END_TEST

/* -- orders -- */

static void order(const char *what)
{
	set("control/shutdown", "");
	if (setjmp(left))
		return;
	ck_assert_int_eq(xenbus_watch_control(), 0);
	xs_run_watches();
	ck_assert_int_eq(exit_status, -1);
	set("control/shutdown", what);
	store_fire("control/shutdown", tokens[nwatches - 1]);
	xs_run_watches();
}

START_TEST(the_toolstack_powers_off)
{
	order("poweroff");
	ck_assert_int_eq(exit_status, 0);
	ck_assert(!rebooted);
	ck_assert_str_eq(get("control/shutdown"), "");
}
END_TEST

START_TEST(the_toolstack_reboots)
{
	order("reboot");
	ck_assert_int_eq(exit_status, 0);
	ck_assert(rebooted);
}
END_TEST

START_TEST(other_orders_are_declined)
{
	order("suspend");
	ck_assert_int_eq(exit_status, -1);
	ck_assert_str_eq(get("control/shutdown"), "");
}
END_TEST

int main(void)
{
	Suite *s = suite_create("xenbus");
	TCase *t = tcase_create("xenbus");
	SRunner *r;
	int failed;

	/* Each test in a process of its own, as a wire that is broken stays so. */
	tcase_set_timeout(t, 0);
	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, values_are_read_and_written);
	tcase_add_test(t, numbers_are_numbers);
	tcase_add_test(t, requests_and_answers_are_longer_than_the_ring);
	tcase_add_test(t, a_long_request_waits_for_room);
	tcase_add_test(t, a_store_that_sleeps_times_out);
	tcase_add_test(t, odd_answers_are_errors);
	tcase_add_test(t, a_length_beyond_the_limit_breaks_the_wire);
	tcase_add_test(t, indices_that_make_no_sense_break_the_wire);
	tcase_add_test(t, so_do_those_of_requests);
	tcase_add_test(t, watches_fire);
	tcase_add_test(t, a_watch_is_not_taken_from_under_its_function);
	tcase_add_test(t, malformed_watch_events_are_ignored);
	tcase_add_test(t, devices_are_found_and_followed);
	tcase_add_test(t, a_device_that_is_not_described_is_not_probed);
	tcase_add_test(t, a_device_that_the_driver_refuses_is_closed);
	tcase_add_test(t, names_that_are_too_long_are_refused);
	tcase_add_test(t, a_directory_without_ends_of_names_is_harmless);
	tcase_add_test(t, the_toolstack_powers_off);
	tcase_add_test(t, the_toolstack_reboots);
	tcase_add_test(t, other_orders_are_declined);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
