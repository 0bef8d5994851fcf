/* SPDX-License-Identifier: BSD-3-Clause */
/* setcontext(): POSIX.1-2001; the part of contexts that is the same everywhere. */
#include <pthread.h>
#include "context/context_priv.h"
#include "posix.h"

#pragma weak pthread_sigmask /* without signals there is no mask */

int uk_context_keep_mask(ucontext_t *u)
{
	u->uc_sigmask = 0;
	if (pthread_sigmask)
		pthread_sigmask(SIG_SETMASK, NULL, &u->uc_sigmask);
	return 0;
}

int setcontext(const ucontext_t *u)
{
	if (pthread_sigmask)
		pthread_sigmask(SIG_SETMASK, &u->uc_sigmask, NULL);
	uk_context_load(u);
}

/* Without a successor the thread ends, and so does the program with its last one. */
void uk_context_ended(const ucontext_t *link)
{
	if (link)
		setcontext(link);
	pthread_exit(NULL);
}
