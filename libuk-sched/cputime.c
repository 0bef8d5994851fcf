/* SPDX-License-Identifier: BSD-3-Clause */
/* Processor time: uk/cputime.h. */
#include "sched_priv.h"
#include <uk/cputime.h>
#include <uk/init.h>
#include <uk/plat.h>
#include <uk/sched.h>

static uint64_t base; /* uk_clock_ns() when counting began */
static uint64_t idle; /* since then */
static bool threads;
static bool idling;
static uint64_t since;	/* it was last charged to somebody, if idling or threads */
static uint64_t before; /* what the main thread has on top */
static struct uk_thread *main_thread;
static __thread uint64_t used;

/* What was since then is the running thread's, or nobody's. */
static void charge(void)
{
	uint64_t now = uk_clock_ns();

	if (idling)
		idle += now - since;
	else if (threads)
		used += now - since;
	since = now;
}

/* In place of the one in events.c. */
uint64_t uk_sched_events(void)
{
	uint64_t deadline;

	if (idling || threads)
		charge();
	idling = false;
	if (threads)
		uk_sched_look_soon();
	deadline = uk_sched_events_only();
	if (uk_thread_self()->state != UK_THREAD_RUNNING && !uk_sched_any_ready()) {
		charge();
		idling = true;
	}
	return deadline;
}

uint64_t uk_cputime_ns(void)
{
	return uk_clock_ns() - base - idle;
}

/* In the main thread: an initialiser, this one's or that of who wants threads told apart. */
static void begin(void)
{
	if (main_thread)
		return;
	main_thread = uk_thread_self();
	base = uk_clock_ns();
}

void uk_cputime_threads(void)
{
	if (threads)
		return;
	begin();
	threads = true;
	uk_sched_look_soon();
	since = uk_clock_ns();
	before = since - base - idle;
}

uint64_t uk_cputime_thread_ns(struct uk_thread *t)
{
	uint64_t ns;

	uk_cputime_threads();
	ns = *(uint64_t *)uk_thread_local(t, &used);
	if (t == uk_thread_self())
		ns += uk_clock_ns() - since;
	return t == main_thread ? ns + before : ns;
}

static int start(void)
{
	begin();
	return 0;
}
UK_INIT(UK_LEVEL_CORE, start);
