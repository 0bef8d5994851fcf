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

uint64_t uk_sigtimer_now(const struct uk_sigtimer *t)
{
	return t->cpu ? (uint64_t)uk_clock_read(t->cpu) : uk_clock_ns();
}

static int arm(struct uk_sigtimer *t, uint64_t now)
{
	return uk_timer_arm(&t->timer, t->cpu ? uk_clock_cpu_next(now, t->next) : t->next);
}

static void fire(struct uk_timer *timer)
{
	struct uk_sigtimer *t = uk_container_of(timer, struct uk_sigtimer, timer);
	uint64_t now = uk_sigtimer_now(t), missed = 0;

	if (uk_unlikely(t->cpu)) {
		if ((int64_t)now < 0) { /* its thread ended */
			t->next = UK_FOREVER;
			return;
		}
		if (now < t->next) {
			arm(t, now);
			return;
		}
	}
	if (t->interval) {
		missed = (now - t->next) / t->interval;
		t->next += (missed + 1) * t->interval;
		arm(t, now); /* there is room: this one was just taken out */
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
	uint64_t was = t->next;
	int r = 0;

	uk_pthread_enter(); /* somebody must be there to get it */
	t->next = next;
	if (next == UK_FOREVER)
		uk_timer_cancel(&t->timer);
	else
		r = arm(t, t->cpu ? uk_sigtimer_now(t) : 0);
	if (r < 0)
		t->next = was;
	else
		t->interval = interval;
	return r;
}

uint64_t uk_sigtimer_left(const struct uk_sigtimer *t)
{
	uint64_t now = uk_sigtimer_now(t);

	if (t->next == UK_FOREVER || (int64_t)now < 0)
		return 0;
	return t->next > now ? t->next - now : 1;
}
