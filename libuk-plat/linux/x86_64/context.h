/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: the kernel's signal frame, and the return from it. */
#ifndef LINUX_CONTEXT_H
#define LINUX_CONTEXT_H

struct uk_regs;

/* The restorer that a signal handler returns to (sigreturn.S). */
void linux_sigreturn(void);
/* The interrupted registers from the ucontext of a handler. */
void linux_context_regs(const void *ucontext, struct uk_regs *regs);

#endif
