/* SPDX-License-Identifier: BSD-3-Clause */
/* Interrupt sources, console, clocks, entropy and initialisers of the boot core. */
#include <errno.h>
#include <uk/entropy.h>
#include <uk/irq.h>
#include "test.h"

static int calls[4], order;

static void handler(void *arg)
{
	calls[*(int *)arg] = ++order;
}

static void raises_again(void *arg)
{
	calls[*(int *)arg]++;
	uk_irq_raise(order);
}

START_TEST(pending_sources_are_dispatched_once)
{
	static int zero = 0, one = 1;
	int a = uk_irq_attach(UK_IRQ_NO_LINE, handler, &zero),
	    b = uk_irq_attach(UK_IRQ_NO_LINE, handler, &one);

	ck_assert_int_ge(a, 0);
	ck_assert_int_gt(b, a);
	order = 0;
	uk_irq_raise(b);
	uk_irq_raise(a);
	uk_irq_raise(a);
	ck_assert(uk_irq_any());
	uk_irq_dispatch();
	ck_assert_int_eq(calls[0], 1);
	ck_assert_int_eq(calls[1], 2);
	uk_irq_dispatch();
	ck_assert_int_eq(calls[0], 1);
	uk_irq_detach(a);
	uk_irq_raise(a);
	uk_irq_dispatch();
	ck_assert_int_eq(calls[0], 1);
	uk_irq_detach(-1);
	uk_irq_detach(UK_IRQ_MAX);
}
END_TEST

START_TEST(a_source_raised_by_its_handler_waits_for_the_next_round)
{
	static int two = 2;

	order = uk_irq_attach(UK_IRQ_NO_LINE, raises_again, &two);
	ck_assert_int_ge(order, 0);
	uk_irq_raise(order);
	uk_irq_dispatch();
	ck_assert_int_eq(calls[2], 1);
	ck_assert(uk_irq_any());
	uk_irq_detach(order);
	uk_irq_dispatch();
	ck_assert(!uk_irq_any());
}
END_TEST

static int flushed;

static int con_write(struct uk_console *c, const char *buf, size_t len)
{
	(void)c, (void)buf;
	return len > 2 ? -EIO : (int)len;
}

static int con_write_error(struct uk_console *c, const char *buf, size_t len)
{
	(void)c, (void)buf, (void)len;
	return 77;
}

static int con_read(struct uk_console *c, char *buf, size_t len)
{
	(void)c, (void)len;
	*buf = 'd';
	return 1;
}

static void con_flush(struct uk_console *c)
{
	(void)c;
	flushed++;
}

START_TEST(a_registered_console_takes_over)
{
	static struct uk_console con = { .write = con_write,
					 .read = con_read,
					 .flush = con_flush };
	struct uk_console *before = uk_console_current;
	int w, bad, e, e2, r;
	char c = 0;

	uk_console_register(&con);
	w = uk_console_write("ab", 2);
	bad = uk_console_write("abc", 3);
	e = uk_console_write_error("ab", 2);
	con.write_error = con_write_error;
	e2 = uk_console_write_error("ab", 2);
	r = uk_console_read(&c, 1);
	uk_console_flush();
	uk_console_register(before);
	ck_assert_int_eq(w, 2);
	ck_assert_int_eq(bad, -EIO);
	ck_assert_int_eq(e, 2);
	ck_assert_int_eq(e2, 77);
	ck_assert_int_eq(r, 1);
	ck_assert_int_eq(c, 'd');
	ck_assert_int_eq(flushed, 1);
}
END_TEST

static void input(void)
{
	calls[3]++;
}

static const char *typed;
static size_t typed_len, piece;

static int typed_read(struct uk_console *c, char *buf, size_t len)
{
	size_t n = UK_MIN(UK_MIN(len, piece), typed_len);

	(void)c;
	memcpy(buf, typed, n);
	typed += n;
	typed_len -= n;
	return n ? (int)n : 0;
}

/* Last of the console's tests: it cannot be undone. */
START_TEST(input_may_have_an_end)
{
	static const char input[] = "a\x04\x10\x10z\x10\x10\x10\x10q\x10\x04lost";
	static struct uk_console con = { .write = con_write, .read = typed_read };
	struct uk_console *before = uk_console_current;
	const struct uk_plat *plat = uk_plat, none = { .name = "none" };
	char got[32];

	ck_assert_int_eq(uk_param_set("console.eof", 11, "other"), -EINVAL);
	ck_assert_int_eq(uk_param_set("console.eof", 11, "dle"), 0);
	uk_console_register(&con);
	uk_plat = &none;
	/* The end comes once, so only the smallest pieces see it; before, all sizes. */
	for (piece = 4; piece > 0; piece--) {
		size_t n = 0;
		int r = 0;

		typed = input;
		typed_len = piece > 1 ? 10 : sizeof(input) - 1;
		while (typed_len && (r = uk_console_read(got + n, sizeof(got) - n)) > 0)
			n += r;
		got[n] = '\0';
		ck_assert_str_eq(got,
				 piece > 1 ? "a\x04\x10z\x10\x10q" : "a\x04\x10z\x10\x10q");
	}
	ck_assert_int_eq(uk_console_read(got, sizeof(got)), -EPIPE);
	ck_assert_int_eq(uk_console_read(got, 0), 0);
	uk_plat = plat;
	uk_console_register(before);
}
END_TEST

START_TEST(console_input_runs_the_hook)
{
	void (*before)(void) = uk_console_input_hook;

	uk_console_input_hook = NULL;
	uk_console_input();
	uk_console_input_hook = input;
	uk_console_input();
	uk_console_input_hook = before;
	ck_assert_int_eq(calls[3], 1);
}
END_TEST

START_TEST(clocks_do_not_go_back)
{
	uint64_t last = uk_clock_ns(), wall = uk_clock_wall_ns();

	for (int i = 0; i < 1000; i++) {
		uint64_t now = uk_clock_ns();

		ck_assert_uint_ge(now, last);
		last = now;
	}
	ck_assert_uint_ge(uk_clock_wall_ns(), wall);
}
END_TEST

#ifdef UK_NATIVE_TEST
extern char fake_output[];
extern size_t fake_output_len;

START_TEST(without_a_driver_the_early_console_serves)
{
	char c = 0;

	ck_assert_int_eq(uk_console_write("early", 5), 5);
	ck_assert_int_eq(uk_console_write_error("!", 1), 1);
	ck_assert_uint_eq(fake_output_len, 6);
	ck_assert_int_eq(memcmp(fake_output, "early!", 6), 0);
	ck_assert_int_eq(uk_console_read(&c, 1), 1);
	ck_assert_int_eq(c, 'p');
	ck_assert(uk_console_is_tty(0));
	uk_console_flush();
}
END_TEST

static bool finding;
static size_t to_device;

static int device_write(struct uk_console *c, const char *buf, size_t len)
{
	(void)c, (void)buf;
	to_device += len;
	return (int)len;
}

static int find(void)
{
	static struct uk_console c = { .write = device_write };

	if (finding)
		uk_console_register(&c);
	return 0;
}
UK_INIT(UK_LEVEL_BUS + 1, find);

START_TEST(the_first_bytes_need_no_device)
{
	uk_console_early = 4;
	uk_devices_boot();
	finding = true;
	fake_output_len = 0;
	ck_assert_int_eq(uk_console_write("abc", 3), 3);
	ck_assert_uint_eq(fake_output_len, 3);
	ck_assert_ptr_null(uk_console_current);
	/* More than is left: as a whole to the device. */
	ck_assert_int_eq(uk_console_write("de", 2), 2);
	ck_assert_ptr_nonnull(uk_console_current);
	ck_assert_int_eq(uk_console_write("f", 1), 1);
	ck_assert_uint_eq(fake_output_len, 3);
	ck_assert_uint_eq(to_device, 3);
	uk_console_register(NULL);
	finding = false;
}
END_TEST

START_TEST(who_needs_a_device_finds_them)
{
	char c;

	uk_console_early = 4;
	uk_devices_boot();
	finding = true;
	ck_assert_int_eq(uk_console_read(&c, 1), 1);
	ck_assert_ptr_nonnull(uk_console_current);
	uk_console_register(NULL);
	uk_devices_boot();
	ck_assert_int_eq(uk_entropy_read(&c, 1), -EAGAIN);
	ck_assert_ptr_nonnull(uk_console_current);
	uk_console_register(NULL);
	finding = false;
}
END_TEST

START_TEST(the_platforms_refusal_of_a_line_is_passed_on)
{
	ck_assert_int_eq(uk_irq_attach(99, handler, NULL), -ENODEV);
	ck_assert_int_eq(uk_irq_attach(98, handler, NULL), -ENOSPC);
}
END_TEST

START_TEST(a_scaled_counter_keeps_the_time)
{
	ck_assert_uint_eq(uk_clock_ns(), 12345);
	ck_assert_uint_eq(uk_clock_wall_ns(), 1012345);
	/* One nanosecond in 2^32 cycles, from a base 100 years of cycles ago: no overflow. */
	uk_clock_scale(0, 500, 1, 32);
	ck_assert_uint_ge(uk_clock_ns(), 500);
	uk_clock_scale(0, 0, UINT32_MAX, 1);
	ck_assert_uint_gt(uk_clock_ns(), 0);
	uk_clock_scale(0, 0, 0, 0);
	ck_assert_uint_eq(uk_clock_ns(), 12345);
}
END_TEST

static int source_read(struct uk_entropy *e, void *buf, size_t len)
{
	(void)e;
	if (len > 3)
		len = 3;
	memset(buf, 'S', len);
	return (int)len;
}

static int source_dry(struct uk_entropy *e, void *buf, size_t len)
{
	(void)e, (void)buf, (void)len;
	return 0;
}

START_TEST(entropy_comes_from_all_sources_or_not_at_all)
{
	static struct uk_entropy dry = { .read = source_dry }, good = { .read = source_read };
	char b[16];

	ck_assert_int_eq(uk_entropy_read(b, sizeof(b)), -EAGAIN);
	uk_entropy_register(&dry);
	ck_assert_int_eq(uk_entropy_read(b, sizeof(b)), -EAGAIN);
	uk_entropy_register(&good);
	ck_assert_int_eq(uk_entropy_read(b, sizeof(b)), 0);
	ck_assert_int_eq(memcmp(b, "PPPPPPPPSSSSSSSS", 16), 0);
}
END_TEST
#endif

/* Initialisers, declared in an order that is not theirs. */
static char ran[16];

static int note(char c)
{
	ran[strlen(ran)] = c;
	return 0;
}

static int app(void)
{
	return note('6');
}
UK_INIT(UK_LEVEL_APP, app);
static int early(void)
{
	return note('1');
}
UK_INIT(UK_LEVEL_EARLY, early);
static int sys(void)
{
	note('4');
	return -ENODEV; /* reported, and the boot goes on */
}
UK_INIT(UK_LEVEL_SYS, sys);
static int core(void)
{
	return note('2');
}
UK_INIT(UK_LEVEL_CORE, core);
static int bus(void)
{
	return note('3');
}
UK_INIT(UK_LEVEL_BUS, bus);
static int net(void)
{
	return note('5');
}
UK_INIT(UK_LEVEL_NET, net);
#ifdef UK_NATIVE_TEST
static void term_early(void)
{
	note('a');
}
UK_TERM(UK_LEVEL_EARLY, term_early);
static void term_app(void)
{
	note('z');
}
UK_TERM(UK_LEVEL_APP, term_app);
#endif

START_TEST(initialisers_ran_by_level)
{
	/* In an image the boot has done it. */
#ifdef UK_NATIVE_TEST
	capture_begin();
	uk_init_run(UK_LEVEL_EARLY, UK_LEVEL_CORE - 1);
	uk_init_run(UK_LEVEL_CORE, UK_LEVEL_BUS - 1);
	uk_devices_find(); /* too soon */
	ck_assert_str_eq(ran, "12");
	uk_devices_boot();
	uk_devices_find(); /* once only */
	uk_init_run(UK_LEVEL_SYS, UK_LEVEL_APP);
	capture_end();
	ck_assert_str_eq(captured, "uk: uk_init_sys failed: error 19\n");
	ck_assert_str_eq(ran, "123456");
#else
	uk_devices_find();
	/* ukrun has devices wait for whoever needs one. */
	if (strcmp(ran, "124563") != 0)
		ck_assert_str_eq(ran, "123456");
#endif
#ifdef UK_NATIVE_TEST
	uk_init_terminate();
	ck_assert_str_eq(ran, "123456za");
#endif
}
END_TEST

int main(void)
{
	Suite *s = suite_create("boot");
	TCase *t = tcase_create("boot");

	tcase_add_test(t, initialisers_ran_by_level);
#ifdef UK_NATIVE_TEST
	tcase_add_test(t, without_a_driver_the_early_console_serves);
	tcase_add_test(t, the_first_bytes_need_no_device);
	tcase_add_test(t, who_needs_a_device_finds_them);
	tcase_add_test(t, the_platforms_refusal_of_a_line_is_passed_on);
	tcase_add_test(t, a_scaled_counter_keeps_the_time);
	tcase_add_test(t, entropy_comes_from_all_sources_or_not_at_all);
#endif
	tcase_add_test(t, pending_sources_are_dispatched_once);
	tcase_add_test(t, a_source_raised_by_its_handler_waits_for_the_next_round);
	tcase_add_test(t, a_registered_console_takes_over);
	tcase_add_test(t, console_input_runs_the_hook);
	tcase_add_test(t, clocks_do_not_go_back);
	tcase_add_test(t, input_may_have_an_end);
	suite_add_tcase(s, t);
	return run_suite(s);
}
