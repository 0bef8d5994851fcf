/* SPDX-License-Identifier: BSD-3-Clause */
/* Private: between the assembly of contexts and C. */
#ifndef CONTEXT_PRIV_H
#define CONTEXT_PRIV_H

#include <ucontext.h>

/* The architecture's. */
void uk_context_load(const ucontext_t *u) __attribute__((noreturn));
void uk_context_end(void);
/* setcontext.c: store the signal mask in @u; 0. */
int uk_context_keep_mask(ucontext_t *u);
/* The function of a context has returned. */
void uk_context_ended(const ucontext_t *link) __attribute__((noreturn));

#endif
