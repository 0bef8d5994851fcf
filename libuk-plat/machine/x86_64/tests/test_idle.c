/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Idle with a timer whose rate was measured wrong: it fires too early or too late, and a halt
 * without a timer would last for ever.
 */
#include <check.h>
#include <uk/irq.h>
#include <uk/plat.h>
#include "../layout.h"
#include "../sys.h"
#include "../x86.h"

static uint64_t now, fires; /* 0: nothing is armed */
static unsigned rate;	    /* of the timer, ticks in 16 ns */
static unsigned halts;

uint32_t mach_lapic_scale;
bool mach_lapic_is_clock;

const struct uk_plat *uk_plat;

uint64_t uk_clock_ns(void)
{
	return now;
}

void mach_lapic_timer(uint32_t count)
{
	fires = count ? now + (uint64_t)count * 16 / rate : 0;
}

long mach_service(long nr, uint64_t a, uint64_t b, uint64_t c)
{
	(void)a, (void)b, (void)c;
	ck_assert_int_eq(nr, SVC_IDLE);
	ck_assert_uint_ne(fires, 0); /* who would wake us? */
	halts++;
	now = UK_MAX(now, fires);
	fires = 0;
	uk_irq_raise(MACH_SOURCE_TIMER);
	return 0;
}

static void sleep_until(uint64_t deadline)
{
	halts = 0;
	while (now < deadline) {
		mach_idle(deadline);
		uk_irq_dispatch();
	}
}

/* What was measured, in sixteenths of the true rate. */
START_TEST(a_wrong_rate_wakes_early_or_late_but_wakes)
{
	now = 1000;
	fires = 0;
	rate = 16;
	mach_lapic_scale = UINT32_MAX / 16 * _i;
	for (unsigned i = 0; i < 50; i++) {
		sleep_until(now + 200000000);
		ck_assert_uint_le(halts, 1000);
	}
}
END_TEST

START_TEST(an_earlier_deadline_is_kept_once)
{
	now = 1000;
	fires = 0;
	rate = 16;
	mach_lapic_scale = 0;
	mach_idle(2000);
	uk_irq_dispatch();
	ck_assert_uint_eq(now, 2000);
	sleep_until(5000);
	ck_assert_uint_eq(now, 5000);
	ck_assert_uint_eq(halts, 1);
}
END_TEST

int main(void)
{
	Suite *s = suite_create("idle");
	TCase *t = tcase_create("timer");
	SRunner *r;
	int failed;

	tcase_set_timeout(t, 0);
	tcase_add_loop_test(t, a_wrong_rate_wakes_early_or_late_but_wakes, 1, 17);
	tcase_add_test(t, an_earlier_deadline_is_kept_once);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed != 0;
}
