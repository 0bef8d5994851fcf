/* SPDX-License-Identifier: BSD-3-Clause */
/* Timers that send signals: timer_priv.h. */
#include <limits.h>
#include "time/timer_priv.h"

static void taken(struct uk_sigqueue *q)
{
	struct uk_sigtimer *t = uk_container_of(q, struct uk_sigtimer, entry);

	t->pending = false;
	t->told = t->overrun;
	t->overrun = 0;
}

static void fire(struct uk_timer *timer)
{
	struct uk_sigtimer *t = uk_container_of(timer, struct uk_sigtimer, timer);
	uint64_t now = uk_clock_ns(), missed = 0;

	if (t->interval) {
		missed = (now - t->next) / t->interval;
		t->next += (missed + 1) * t->interval;
		uk_timer_arm(timer, t->next); /* there is room: this one was just taken out */
	} else {
		t->next = UK_FOREVER;
	}
	if (t->expired) {
		t->overrun = (int)UK_MIN(missed, (uint64_t)INT_MAX);
		t->expired(t);
		return;
	}
	missed += t->pending;
	t->overrun = (int)UK_MIN((uint64_t)t->overrun + missed, (uint64_t)INT_MAX);
	t->entry.info.si_overrun = t->overrun;
	if (t->pending)
		return;
	t->pending = true;
	uk_sig_send(NULL, t->entry.info.si_signo, &t->entry);
}

void uk_sigtimer_init(struct uk_sigtimer *t, int sig, int code)
{
	uk_timer_init(&t->timer, fire);
	t->entry = (struct uk_sigqueue){
		.info = { .si_signo = sig, .si_code = code, .si_pid = 1 },
		.taken = taken,
	};
	uk_list_init(&t->entry.link);
	t->next = UK_FOREVER;
}

int uk_sigtimer_set(struct uk_sigtimer *t, uint64_t next, uint64_t interval)
{
	int r = 0;

	uk_pthread_enter(); /* somebody must be there to get it */
	if (next == UK_FOREVER)
		uk_timer_cancel(&t->timer);
	else
		r = uk_timer_arm(&t->timer, next);
	if (r < 0)
		return r;
	t->next = next;
	t->interval = interval;
	return 0;
}

uint64_t uk_sigtimer_left(const struct uk_sigtimer *t)
{
	uint64_t now = uk_clock_ns();

	if (t->next == UK_FOREVER)
		return 0;
	return t->next > now ? t->next - now : 1;
}
