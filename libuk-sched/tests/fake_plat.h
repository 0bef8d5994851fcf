/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Below the scheduler, natively: a clock that only moves when the image idles
 * (or a test moves it), pages that run out when told to, one interrupt source,
 * contexts by ucontext.
 */
#ifndef FAKE_PLAT_H
#define FAKE_PLAT_H

#include <stddef.h>
#include <stdint.h>

extern uint64_t fake_now;      /* nanoseconds */
extern unsigned fake_idles;    /* calls of idle */
extern size_t fake_pages_used; /* pages allocated */
extern size_t fake_pages_max;  /* allocation fails beyond */
extern long fake_pages_left;   /* allocations that still succeed; negative: all */
extern unsigned fake_protects; /* calls of protect */
extern int fake_protect_error; /* what the next protects return */

/* At time @at idle ends with an interrupt whose handler is fn(arg). One at a time. */
void fake_interrupt_at(uint64_t at, void (*fn)(void *arg), void *arg);

/* Run main_thread as the main thread of the scheduler; does not return. */
void fake_boot(void (*main_thread)(void));

#endif
