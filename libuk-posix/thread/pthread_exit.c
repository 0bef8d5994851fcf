/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * pthread_exit(): POSIX XSH. The program ends with its last thread, with
 * status 0.
 */
#include <stdlib.h>
#include "pthread_priv.h"
#include "thread/self.h"
#include "start/reent_priv.h"

#pragma weak uk_pthread_keys_end /* absent in a program without keys */

unsigned uk_pthread_live = 1;

void pthread_exit(void *value)
{
	struct uk_pthread *me = &uk_pthread_me;

	me->ending = true; /* not cancelled any more */
	while (me->cleanup)
		__pthread_cleanup_pop(me->cleanup, 1);
	if (uk_pthread_keys_end)
		uk_pthread_keys_end();
	if (--uk_pthread_live == 0)
		exit(0);
	if (uk_pthread_robust_end)
		uk_pthread_robust_end();
	if (uk_pthread_protocol_end)
		uk_pthread_protocol_end();
	uk_pthread_leave();
	if (uk_reent) {
		_reclaim_reent(uk_reent);
		uk_reent = NULL;
	}
	uk_thread_exit(value);
}
