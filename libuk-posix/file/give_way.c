/* SPDX-License-Identifier: BSD-3-Clause */
/* Others have their turn before a call that may not wait says that nothing is ready. */
#include <uk/thread.h>
#include "posix.h"

void uk_give_way(void)
{
	/* First interrupt handlers, then the threads that these have woken. */
	uk_thread_yield();
	uk_thread_yield();
}
