/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Signals by which others ask the process to end. The program's threads are not interrupted:
 * the handler raises an interrupt source, and the scheduler gives the signal to the layer above
 * (uk_asked_to_end), where handlers run and buffers are flushed.
 *
 * A thread that computes, or waits in a call of the host's, lets nobody see the source; so a
 * timer looks each 20 ms whether it was seen, and after a second the signal does what it would
 * have done without us. The timer also ends a wait that began between the handler and the
 * system call.
 */
#include "../boot/irq_priv.h"
#include "linux.h"

#define SIGHUP	    1
#define SIGINT	    2
#define SIGALRM	    14
#define SIGTERM	    15
#define SIG_UNBLOCK 1
#define ITIMER_REAL 0
#define LOOK_US	    20000
#define LOOKS	    50

static _Atomic uint32_t asked; /* a bit for each signal not yet given on */
static int last, looks;

static void timer(int64_t us)
{
	const int64_t period[4] = { 0, us, 0, us };

	sys3(UK_LINUX_NR_setitimer, ITIMER_REAL, (long)period, 0);
}

static void look(int signo, struct uk_linux_siginfo *info, void *context)
{
	(void)signo;
	(void)info;
	(void)context;
	if (!asked)
		timer(0);
	else if (++looks == LOOKS)
		uk_linux_end_by(last);
}

static void on_signal(int signo, struct uk_linux_siginfo *info, void *context)
{
	(void)info;
	(void)context;
	last = signo;
	if (!asked) {
		looks = 0;
		uk_linux_signal(SIGALRM, look);
		timer(LOOK_US);
	}
	asked |= 1u << signo;
	uk_irq_raise(ASK_SOURCE);
}

static void dispatch(void *arg)
{
	uint32_t now = asked;

	(void)arg;
	asked &= ~now;
	for (; now; now &= now - 1)
		uk_asked_to_end(__builtin_ctz(now));
}

int uk_linux_asked_by(void)
{
	return last;
}

__attribute__((no_stack_protector)) void uk_linux_ask_init(void)
{
	static const uint8_t signals[] = { SIGHUP, SIGINT, SIGTERM };

	uk_irq_set_handler(ASK_SOURCE, dispatch, NULL);
	/* Whoever started us with one ignored (nohup, a shell's background) means it. */
	for (size_t i = 0; i < sizeof(signals); i++)
		if (!uk_linux_signal_ignored(signals[i]))
			uk_linux_signal(signals[i], on_signal);
}
