/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Platform xen against a hypervisor and a console backend that are played here: event channels,
 * the console ring, clocks, grants, and which hypercalls the privileged part lets through.
 * What the other side may write, it writes wrongly.
 */
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <uk/console.h>
#include <uk/cpu.h>
#include <uk/irq.h>
#include <uk/xen.h>
#include "by_value.h"

const struct uk_plat xen_pv_plat, xen_pvh_plat;
const struct uk_plat *uk_plat;

static struct shared_info info;
static struct xencons_interface ring;
struct xen_domain xen_domain;

/* -- the hypervisor -- */

static struct {
	unsigned nr, cmd;
	uint64_t lo, hi;
} calls[256];
static unsigned ncalls, yields, polls;
static long result;
static void (*on_yield)(void);
static void (*on_poll)(void);

long xen_call(unsigned nr, unsigned cmd, uint64_t lo, uint64_t hi)
{
	if (nr == XEN_sched_op && cmd == SCHEDOP_yield) {
		yields++;
		if (on_yield)
			on_yield();
		return 0;
	}
	if (nr == XEN_sched_op && cmd == SCHEDOP_poll) {
		polls++;
		if (on_poll)
			on_poll();
	}
	if (ncalls < 256) {
		calls[ncalls].nr = nr;
		calls[ncalls].cmd = cmd;
		calls[ncalls].lo = lo;
		calls[ncalls++].hi = hi;
	}
	return result;
}

static unsigned count(unsigned nr, unsigned cmd)
{
	unsigned n = 0;

	for (unsigned i = 0; i < ncalls; i++)
		n += calls[i].nr == nr && calls[i].cmd == cmd;
	return n;
}

/* As the hypervisor does it (public/xen.h). */
static void event(uint32_t port)
{
	info.evtchn_pending[port / 64] |= UINT64_C(1) << port % 64;
	if (info.evtchn_mask[port / 64] >> port % 64 & 1)
		return;
	info.vcpu_info[0].evtchn_pending_sel |= UINT64_C(1) << port / 64;
	info.vcpu_info[0].evtchn_upcall_pending = 1;
}

static void unmask(uint32_t port)
{
	info.evtchn_mask[port / 64] &= ~(UINT64_C(1) << port % 64);
}

void uk_console_input(void)
{
}

static int irq_enable(unsigned line)
{
	return xen_irq_enable(line);
}
static const struct uk_plat plat = { .name = "xen", .irq_enable = irq_enable };

/* The time: a nanosecond for each look. */
static void time_goes_by(void)
{
	info.vcpu_info[0].time.system_time += 1000000;
}

static void setup(void)
{
	memset(&info, 0, sizeof(info));
	memset(&ring, 0, sizeof(ring));
	memset(xen_ports, 0, sizeof(xen_ports));
	xen_nports = 0;
	xen_domain =
		(struct xen_domain){ .shared = &info, .console = &ring, .console_port = 7 };
	uk_plat = &plat;
	uk_irq_pending = 0;
	ncalls = yields = polls = 0;
	result = 0;
	on_yield = time_goes_by;
	on_poll = NULL;
	xen_event_init();
}

/* -- events -- */

static unsigned heard[4];

static void handler(void *arg)
{
	heard[(uintptr_t)arg]++;
}

/* What the scheduler does, as often as it takes. */
static void look(void)
{
	for (unsigned i = 0; i < 3; i++)
		uk_irq_dispatch();
}

START_TEST(events_reach_their_handlers)
{
	memset(heard, 0, sizeof(heard));
	ck_assert_int_ge(uk_irq_attach(1, handler, (void *)0), 0);
	ck_assert_int_ge(uk_irq_attach(4095, handler, (void *)1), 0);
	unmask(1);
	unmask(4095);
	look();
	ck_assert_uint_eq(heard[0] + heard[1], 0);
	event(1);
	look();
	ck_assert_uint_eq(heard[0], 1);
	event(4095);
	event(1);
	look();
	ck_assert_uint_eq(heard[0], 2);
	ck_assert_uint_eq(heard[1], 1);
	ck_assert_uint_eq(info.evtchn_pending[0] | info.evtchn_pending[63], 0);
	ck_assert_uint_eq(info.vcpu_info[0].evtchn_upcall_mask, 1);
}
END_TEST

START_TEST(events_on_unknown_ports_are_masked)
{
	for (unsigned w = 0; w < 64; w++)
		info.evtchn_mask[w] = 0;
	for (uint32_t p = 0; p < EVTCHN_2L_CHANNELS; p++)
		event(p);
	look();
	for (unsigned w = 0; w < 64; w++) {
		ck_assert_uint_eq(info.evtchn_pending[w], 0);
		/* Port 0 is that of sources without a port. */
		ck_assert_uint_eq(info.evtchn_mask[w] | (w == 0), ~UINT64_C(0));
	}
}
END_TEST

START_TEST(a_selector_without_pending_bits_is_harmless)
{
	info.vcpu_info[0].evtchn_pending_sel = ~UINT64_C(0);
	info.vcpu_info[0].evtchn_upcall_pending = 0xff;
	look();
	ck_assert_uint_eq(info.vcpu_info[0].evtchn_pending_sel, 0);
	ck_assert_uint_eq(info.vcpu_info[0].evtchn_upcall_pending, 0);
}
END_TEST

START_TEST(ports_are_checked_and_sources_run_out)
{
	ck_assert_int_eq(uk_irq_attach(0, handler, NULL), -EINVAL);
	ck_assert_int_eq(uk_irq_attach(EVTCHN_2L_CHANNELS, handler, NULL), -EINVAL);
	ck_assert_int_eq(uk_irq_attach(UK_IRQ_NO_LINE, handler, NULL), -EINVAL);
	for (unsigned p = 1; p <= XEN_PORTS; p++)
		ck_assert_int_eq(uk_irq_attach(p, handler, NULL), (int)p - 1);
	ck_assert_int_eq(uk_irq_attach(XEN_PORTS + 1, handler, NULL), -ENOSPC);
	ck_assert_int_eq(uk_irq_attach(5, handler, NULL), 4); /* again */
	uk_xen_port_close(9);
	ck_assert_uint_eq(count(XEN_event_channel_op, EVTCHNOP_close), 1);
	ck_assert_int_eq(uk_irq_attach(100, handler, NULL), 8);
}
END_TEST

START_TEST(a_port_the_hypervisor_refuses_takes_no_source)
{
	result = -EINVAL;
	ck_assert_int_eq(uk_irq_attach(3, handler, NULL), -EINVAL);
	result = 0;
	ck_assert_int_eq(uk_irq_attach(4, handler, NULL), 0);
}
END_TEST

static void port_one(void)
{
	event(1);
}

START_TEST(idle_polls_until_an_event)
{
	memset(heard, 0, sizeof(heard));
	uk_irq_attach(1, handler, (void *)0);
	unmask(1);
	info.vcpu_info[0].time.system_time = UINT64_C(1) << 40;
	on_poll = port_one;
	xen_idle(UK_FOREVER);
	ck_assert_uint_eq(polls, 1);
	ck_assert_uint_eq(calls[ncalls - 1].lo, 0); /* no timeout */
	look();
	ck_assert_uint_eq(heard[0], 1);
	xen_idle((UINT64_C(1) << 40) + 5);
	ck_assert_uint_eq(calls[ncalls - 1].lo, (UINT64_C(1) << 40) + 5);
	look();
	/* Nothing to wait for: an event is there, or the time has come. */
	polls = 0;
	event(1);
	xen_idle(UK_FOREVER);
	ck_assert_uint_eq(polls, 0);
	look();
	xen_idle(UINT64_C(1) << 40);
	ck_assert_uint_eq(polls, 0);
}
END_TEST

/* -- console -- */

static char taken[8192];
static size_t ntaken;

static void take(void)
{
	time_goes_by();
	while (ring.out_cons != ring.out_prod)
		taken[ntaken++] = ring.out[ring.out_cons++ % sizeof(ring.out)];
}

START_TEST(output_goes_through_the_ring)
{
	static char text[5000];

	for (unsigned i = 0; i < sizeof(text); i++)
		text[i] = 'a' + i % 26;
	ring.out_cons = ring.out_prod = UINT32_MAX - 100; /* over the end of the indices */
	ntaken = 0;
	on_yield = take;
	xen_console_write(text, sizeof(text));
	xen_console_flush();
	ck_assert_uint_eq(ntaken, sizeof(text));
	ck_assert_mem_eq(taken, text, sizeof(text));
	ck_assert_uint_ge(count(XEN_event_channel_op, EVTCHNOP_send), 1);
}
END_TEST

START_TEST(a_reader_that_sleeps_costs_a_second_once)
{
	static char text[5000];

	xen_console_write(text, sizeof(text));
	ck_assert_uint_ge(yields, 1000);
	ck_assert_uint_le(yields, 1100);
	yields = 0;
	xen_console_write(text, sizeof(text));
	ck_assert_uint_le(yields, 1100);
	/* It wakes up. */
	ntaken = 0;
	take();
	on_yield = take;
	xen_console_write("again", 5);
	take();
	ck_assert_mem_eq(taken + ntaken - 5, "again", 5);
}
END_TEST

START_TEST(indices_that_make_no_sense_end_the_output)
{
	static const uint32_t cons[] = { 1, 5000, UINT32_MAX / 2, UINT32_MAX - 4000 };
	char guard[64];

	memset(guard, 'g', sizeof(guard));
	for (unsigned i = 0; i < 4; i++) {
		ring.out_cons = cons[i];
		ring.out_prod = 0;
		xen_console_write(guard, sizeof(guard));
		xen_console_flush();
		ck_assert_uint_eq(ring.out_prod, 0);
	}
}
END_TEST

START_TEST(input_is_taken_as_far_as_it_makes_sense)
{
	char buf[2000];

	memcpy(ring.in, "hello", 5);
	ring.in_prod = 5;
	ck_assert_int_eq(xen_console_read(buf, 3), 3);
	ck_assert_int_eq(xen_console_read(buf + 3, 100), 2);
	ck_assert_mem_eq(buf, "hello", 5);
	ck_assert_int_eq(xen_console_read(buf, 100), 0);
	ring.in_prod = ring.in_cons + 1024;
	ck_assert_int_eq(xen_console_read(buf, sizeof(buf)), 1024);
	ring.in_prod = ring.in_cons + 1025;
	ck_assert_int_eq(xen_console_read(buf, sizeof(buf)), -EPIPE);
	ring.in_prod = ring.in_cons - 1;
	ck_assert_int_eq(xen_console_read(buf, sizeof(buf)), -EPIPE);
}
END_TEST

START_TEST(the_initial_domain_writes_to_the_hypervisor)
{
	xen_domain.console = NULL;
	xen_console_write("x", 1);
	ck_assert_uint_eq(calls[0].nr, XEN_console_io);
	ck_assert_uint_eq(calls[0].hi, 1);
	xen_console_flush();
}
END_TEST

/* -- clocks -- */

START_TEST(the_clock_scales_the_counter)
{
	struct vcpu_time_info *t = &info.vcpu_info[0].time;
	uint64_t before, now, after;

	/* A nanosecond a cycle, said in two ways. */
	for (int shift = -3; shift <= 1; shift += 4) {
		t->tsc_timestamp = uk_cycles();
		t->system_time = xen_clock_ns() + 1000000000;
		t->tsc_shift = shift;
		t->tsc_to_system_mul = shift == 1 ? 1u << 31 : 0;
		before = uk_cycles() - t->tsc_timestamp;
		now = xen_clock_ns() - t->system_time;
		after = uk_cycles() - t->tsc_timestamp;
		if (shift == 1)
			ck_assert(now + 2 >= before && now <= after);
		else
			ck_assert_uint_eq(now, 0);
	}
}
END_TEST

START_TEST(the_clock_never_goes_back)
{
	struct vcpu_time_info *t = &info.vcpu_info[0].time;
	uint64_t now;

	t->system_time = xen_clock_ns() + 1000;
	now = xen_clock_ns();
	t->system_time -= 500;
	ck_assert_uint_ge(xen_clock_ns(), now);
	t->system_time += 1000;
	t->tsc_timestamp = UINT64_MAX / 2; /* of a CPU that is ahead */
	t->tsc_to_system_mul = UINT32_MAX;
	t->tsc_shift = 31;
	ck_assert_uint_ge(xen_clock_ns(), now);
}
END_TEST

START_TEST(a_record_that_is_never_finished_is_not_believed)
{
	struct vcpu_time_info *t = &info.vcpu_info[0].time;
	uint64_t now = xen_clock_ns();

	t->version = 1;
	t->system_time = UINT64_C(1) << 62;
	ck_assert_uint_eq(xen_clock_ns(), now);
	t->version = 2;
	t->tsc_shift = 100;
	ck_assert_uint_eq(xen_clock_ns(), now);
	t->tsc_shift = -128;
	ck_assert_uint_eq(xen_clock_ns(), now);
}
END_TEST

START_TEST(the_time_of_day_has_more_than_32_bits_of_seconds)
{
	uint64_t want = (UINT64_C(1) << 32) + 5;

	info.wc_sec = 5;
	info.wc_sec_hi = 1;
	info.wc_nsec = 7;
	ck_assert_uint_eq(xen_wall_ns(), want * 1000000000 + 7);
	info.wc_version = 1; /* being written: what was last known */
	info.wc_sec = 6;
	ck_assert_uint_eq(xen_wall_ns(), want * 1000000000 + 7);
}
END_TEST

/* -- grants -- */

static struct grant_entry_v1 *table;
static int map_result;

int xen_grant_map(void *t, unsigned frames)
{
	ck_assert_uint_eq(frames, XEN_GRANT_FRAMES);
	table = t;
	return map_result;
}

uint64_t xen_frame(const void *page)
{
	return (uintptr_t)page / 4096;
}

START_TEST(grants_say_who_may_do_what)
{
	int r, w;

	map_result = -EIO;
	ck_assert_int_eq(xen_grant_boot(), -EIO);
	ck_assert_int_eq(uk_xen_grant(1, (void *)0x5000, true), -ENODEV);
	map_result = 0;
	ck_assert_int_eq(xen_grant_boot(), 0);
	r = uk_xen_grant(3, (void *)0x5000, true);
	w = uk_xen_grant(4, (void *)0x6000, false);
	ck_assert_int_ge(r, GNTTAB_RESERVED);
	ck_assert_int_ge(w, GNTTAB_RESERVED);
	ck_assert_int_ne(r, w);
	ck_assert_uint_eq(table[r].flags, GTF_permit_access | GTF_readonly);
	ck_assert_uint_eq(table[r].domid, 3);
	ck_assert_uint_eq(table[r].frame, 5);
	ck_assert_uint_eq(table[w].flags, GTF_permit_access);
	ck_assert_int_eq(uk_xen_grant_end(r), 0);
	ck_assert_uint_eq(table[r].flags, 0);
	table[w].flags |= GTF_reading;
	ck_assert_int_eq(uk_xen_grant_end(w), -EBUSY);
	table[w].flags = GTF_permit_access | GTF_writing;
	ck_assert_int_eq(uk_xen_grant_end(w), -EBUSY);
	table[w].flags = GTF_permit_access;
	ck_assert_int_eq(uk_xen_grant_end(w), 0);
}
END_TEST

START_TEST(the_grant_table_fills_up)
{
	unsigned n = 0;
	int r, last = 0;

	map_result = 0;
	ck_assert_int_eq(xen_grant_boot(), 0);

	while ((r = uk_xen_grant(0, (void *)0x5000, true)) > 0) {
		last = r;
		n++;
	}
	ck_assert_int_eq(r, -ENOSPC);
	ck_assert_uint_eq(n, XEN_GRANT_FRAMES * 512 - GNTTAB_RESERVED);
	ck_assert_int_eq(uk_xen_grant_end(last), 0);
	ck_assert_int_eq(uk_xen_grant(0, (void *)0x5000, true), last);
}
END_TEST

/* -- which hypercalls are let through -- */

static unsigned raw_calls;

static long raw(unsigned nr, uint64_t a, uint64_t b, uint64_t c)
{
	uint32_t *arg = (uint32_t *)b;

	(void)c;
	raw_calls++;
	if (nr == XEN_event_channel_op && a == EVTCHNOP_alloc_unbound) {
		ck_assert_uint_eq(arg[0], DOMID_SELF | 5u << 16);
		arg[1] = 42;
	} else if (nr == XEN_event_channel_op && a == EVTCHNOP_bind_virq) {
		arg[2] = 43;
	} else if (nr == XEN_sched_op && a == SCHEDOP_poll) {
		ck_assert_uint_eq(((struct sched_poll *)b)->timeout, 99);
		ck_assert_ptr_eq(((struct sched_poll *)b)->ports, xen_ports);
	}
	return 0;
}

START_TEST(only_harmless_hypercalls_are_let_through)
{
	unsigned allowed = 0;

	for (unsigned nr = 0; nr < 64; nr++)
		for (unsigned cmd = 0; cmd < 300; cmd++) {
			raw_calls = 0;
			if (nr != XEN_console_io &&
			    xen_by_value(raw, nr, cmd,
					 cmd == SCHEDOP_poll ? 99 : DOMID_SELF | 5u << 16,
					 0) != -EPERM) {
				allowed++;
				ck_assert_uint_eq(raw_calls, 1);
				ck_assert(nr == XEN_event_channel_op || nr == XEN_sched_op);
			} else if (nr != XEN_console_io) {
				ck_assert_uint_eq(raw_calls, 0);
			}
		}
	ck_assert_uint_eq(allowed, 6 + 3);
	ck_assert_int_eq(xen_by_value(raw, XEN_console_io, 2, 0, 0), -EPERM);
	ck_assert_int_eq(xen_by_value(raw, XEN_event_channel_op, EVTCHNOP_alloc_unbound,
				      DOMID_SELF | 5u << 16, 0),
			 42);
	ck_assert_int_eq(xen_by_value(raw, XEN_event_channel_op, EVTCHNOP_bind_virq, 2, 0), 43);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("xen");
	TCase *t = tcase_create("xen");
	SRunner *r;
	int failed;

	tcase_set_timeout(t, 0);
	tcase_add_checked_fixture(t, setup, NULL);
	tcase_add_test(t, events_reach_their_handlers);
	tcase_add_test(t, events_on_unknown_ports_are_masked);
	tcase_add_test(t, a_selector_without_pending_bits_is_harmless);
	tcase_add_test(t, ports_are_checked_and_sources_run_out);
	tcase_add_test(t, a_port_the_hypervisor_refuses_takes_no_source);
	tcase_add_test(t, idle_polls_until_an_event);
	tcase_add_test(t, output_goes_through_the_ring);
	tcase_add_test(t, a_reader_that_sleeps_costs_a_second_once);
	tcase_add_test(t, indices_that_make_no_sense_end_the_output);
	tcase_add_test(t, input_is_taken_as_far_as_it_makes_sense);
	tcase_add_test(t, the_initial_domain_writes_to_the_hypervisor);
	tcase_add_test(t, the_clock_scales_the_counter);
	tcase_add_test(t, the_clock_never_goes_back);
	tcase_add_test(t, a_record_that_is_never_finished_is_not_believed);
	tcase_add_test(t, the_time_of_day_has_more_than_32_bits_of_seconds);
	tcase_add_test(t, grants_say_who_may_do_what);
	tcase_add_test(t, only_harmless_hypercalls_are_let_through);
	suite_add_tcase(s, t);
	t = tcase_create("full");
	tcase_set_timeout(t, 0);
	tcase_add_test(t, the_grant_table_fills_up);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
