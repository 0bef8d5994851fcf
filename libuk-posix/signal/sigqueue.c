/* SPDX-License-Identifier: BSD-3-Clause */
/* sigqueue(): POSIX XSH; pthread_sigqueue() as glibc has it. */
#include <unistd.h>
#include <uk/anchor.h>
#include "signal_priv.h"

/* A value needs memory, that of other signals does without (send.c). */
UK_NEED(uk_malloc);

static int queue(struct uk_pthread *to, int sig, const union sigval value)
{
	struct uk_sigqueue *q;

	if (sig < 0 || sig >= NSIG)
		return -EINVAL;
	if (sig == 0)
		return 0;
	q = uk_sig_info(sig, SI_QUEUE);
	if (!q)
		return -EAGAIN;
	q->info.si_value = value;
	uk_sig_send_now(to, sig, q);
	return 0;
}

int sigqueue(pid_t pid, int sig, const union sigval value)
{
	return (int)uk_ret(pid == getpid() ? queue(NULL, sig, value) : -ESRCH);
}

int pthread_sigqueue(pthread_t thread, int sig, const union sigval value)
{
	uk_pthread_enter();
	return -queue(uk_pthread_of(thread), sig, value);
}
