/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A signal from outside (uk/plat.h). Its default action has a thread of its own, since
 * terminators of the pool may block, and is that of a careful program: what is in buffers
 * is written, terminators run, the status is 128 + signal.
 */
#include <stdio.h>
#include <reent.h>
#include <sys/lock.h>
#include <uk/console.h>
#include <uk/plat.h>
#include <uk/thread.h>
#include "signal_priv.h"

/* There in programs that handle signals, and in those with stdio. */
#pragma weak uk_sig_send
#pragma weak uk_sigactions
#pragma weak _fwalk
#pragma weak fflush
extern int _fwalk(struct _reent *r, int (*fn)(FILE *));

/* Not a stream that someone is using: whoever waits for input would keep us for ever. */
static int flush(FILE *f)
{
	if (!(f->_flags & __SWR) || __lock_try_acquire_recursive(f->_lock) == 0)
		return 0;
	fflush(f);
	__lock_release_recursive(f->_lock);
	return 0;
}

static void *take(void *arg)
{
	int sig = (int)(intptr_t)arg;

	if (_GLOBAL_REENT->__cleanup && _fwalk)
		_fwalk(_GLOBAL_REENT, flush);
	uk_exit(128 + sig);
}

void uk_asked_to_end(int signo)
{
	static const struct uk_thread_attr attr = { .name = "signal", .detached = true };
	struct uk_thread *t;

	if (uk_sigactions && uk_sigactions[signo].sa_handler != SIG_DFL) {
		uk_sig_send(NULL, signo, NULL);
		return;
	}
	if (uk_thread_create(&t, &attr, take, (void *)(intptr_t)signo) == 0)
		return;
	uk_console_flush();
	uk_plat->shutdown(UK_SHUTDOWN_EXIT, 128 + signo);
}
