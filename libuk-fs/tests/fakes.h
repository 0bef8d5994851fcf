/* SPDX-License-Identifier: BSD-3-Clause */
/* Native tests only: the layers below, as far as libuk-fs sees them. */
#ifndef FAKES_H
#define FAKES_H

#include <stddef.h>
#include <stdint.h>

extern long fake_left;	     /* allocations, of heap and pages, that still succeed; < 0: all */
extern long fake_live;	     /* allocations not freed */
extern long fake_pages_live; /* pages not freed */
extern int fake_fd_max;	     /* descriptors there may be */
extern int fake_locks;	     /* mutexes held */
extern char fake_log[4096];  /* what uk_log printed, a line each */
extern uint64_t fake_now;    /* uk_clock_wall_ns() */

#endif
