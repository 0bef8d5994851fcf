/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX XBD <sched.h>: only what holds under every scheduler of the pool.
 */
#ifndef _SCHED_H
#define _SCHED_H

#include <sys/cdefs.h>
#include <sys/sched.h>
#include <sys/types.h>
#include <time.h>

__BEGIN_DECLS
int sched_yield(void);
int sched_get_priority_min(int policy);
int sched_get_priority_max(int policy);
__END_DECLS

#endif
