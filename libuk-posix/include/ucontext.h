/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Machine contexts: POSIX.1-2001 <ucontext.h>. What a handler with SA_SIGINFO gets
 * for a fault; it may change the registers (not the flags or segments), and returns to them.
 */
#ifndef _UCONTEXT_H
#define _UCONTEXT_H

#include <signal.h>
#include <uk/arch/mcontext.h>

typedef struct ucontext_t {
	unsigned long uc_flags;
	struct ucontext_t *uc_link;
	stack_t uc_stack;
	sigset_t uc_sigmask;
	mcontext_t uc_mcontext;
	__uk_context_fp __fp; /* right behind it */
} ucontext_t;

__BEGIN_DECLS
/*
 * Contexts within one thread. makecontext()'s arguments are passed as longs, so pointers may be
 * among them.
 */
int getcontext(ucontext_t *u);
int setcontext(const ucontext_t *u);
int swapcontext(ucontext_t *__restrict old, const ucontext_t *__restrict u);
void makecontext(ucontext_t *u, void (*fn)(void), int argc, ...);
__END_DECLS

#endif
