/* SPDX-License-Identifier: BSD-3-Clause */
/* makecontext(): the first frame of a context, by the calling convention (AAPCS64, 6.8.2). */
#include <stdarg.h>
#include <ucontext.h>
#include "context/context_priv.h"
#include "posix.h"

#define IN_REGISTERS 8

void makecontext(ucontext_t *u, void (*fn)(void), int argc, ...)
{
	mcontext_t *m = &u->uc_mcontext;
	uintptr_t top = (uintptr_t)u->uc_stack.ss_sp + u->uc_stack.ss_size, *sp;
	int more = argc > IN_REGISTERS ? argc - IN_REGISTERS : 0;
	va_list ap;

	sp = (uintptr_t *)((top - (size_t)more * sizeof(*sp)) & ~(uintptr_t)15);
	va_start(ap, argc);
	for (int i = 0; i < argc; i++) {
		long v = va_arg(ap, long);

		if (i < IN_REGISTERS)
			m->regs[i] = (unsigned long long)v;
		else
			sp[i - IN_REGISTERS] = (uintptr_t)v;
	}
	va_end(ap);
	m->pc = (uintptr_t)fn;
	m->sp = (uintptr_t)sp;
	m->regs[19] = (uintptr_t)u->uc_link;
	m->regs[29] = 0;
	m->regs[30] = (uintptr_t)uk_context_end;
}
