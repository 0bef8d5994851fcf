/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The machine context of a thread that is not running: one word, its stack
 * pointer; the callee-saved registers are on its stack. The thread pointer is
 * saved and restored with it.
 */
#ifndef UK_CONTEXT_H
#define UK_CONTEXT_H

struct uk_context {
	void *sp; /* of the suspended context */
	void *tp; /* its thread pointer, see uk/tls.h */
};

/*
 * Prepare @ctx so that the first switch to it calls fn(arg) on the stack that
 * ends at @stack_top (16-byte aligned), with thread pointer @tp. fn must not return.
 */
void uk_context_init(struct uk_context *ctx, void *stack_top, void (*fn)(void *arg), void *arg,
		     void *tp);

/*
 * Save the running context in @from, resume @to. Returns when something
 * switches back to @from. Thread context only.
 */
void uk_context_switch(struct uk_context *from, struct uk_context *to);

#endif
