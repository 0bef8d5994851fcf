/* SPDX-License-Identifier: BSD-3-Clause */
/* Another stack for one call. */
#ifndef UK_STACK_H
#define UK_STACK_H

/*
 * Call fn(arg) on the stack that ends at @top, which is aligned down to 16 bytes. Frames
 * chain on, so a backtrace sees the caller; fn may leave by longjmp(). Thread context.
 */
void uk_call_on_stack(void *top, void (*fn)(void *arg), void *arg);

#endif
