/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Native tests only: the layers below, as far as libuk-posix sees them. Time
 * stands still unless a test or a wait with a deadline moves it; a wait runs
 * fake_progress, which stands for "other threads".
 */
#ifndef FAKES_H
#define FAKES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

extern uint64_t fake_now;	    /* uk_clock_ns() */
extern void (*fake_progress)(void); /* called by each wait; NULL: the wait must time out */
extern long fake_heap_left;	    /* allocations that still succeed; negative: all */
extern long fake_refuse;	    /* so many allocations from now one fails; 0: none */
extern bool fake_refuse_alone;	    /* and not those after it, too */
extern long fake_refusals;	    /* how many did */
extern long fake_heap_live;	    /* allocations not freed */
extern long fake_pages_live;	    /* pages not freed */
extern int fake_protect_calls;
extern struct uk_timer *fake_timer; /* the last one armed, not cancelled */

void fake_notify(void);	  /* as uk_thread_notify of the one thread */
extern int fake_attended; /* calls of uk_attend() */
extern int fake_handler;  /* what they return */

extern char fake_output[4096]; /* what was written to the console */
extern size_t fake_output_len;
extern int fake_errors;	       /* how many of these bytes as errors */
extern int fake_not_tty;       /* this descriptor is no terminal */
extern const char *fake_input; /* what can be read from it */
extern bool fake_input_end;    /* after that: the end, not "nothing yet" */

#endif
