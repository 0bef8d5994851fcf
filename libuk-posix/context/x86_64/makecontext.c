/* SPDX-License-Identifier: BSD-3-Clause */
/* makecontext(): the first frame of a context, by the calling convention (System V ABI 3.2.3).
 */
#include <stdarg.h>
#include <ucontext.h>
#include "context/context_priv.h"
#include "posix.h"

void makecontext(ucontext_t *u, void (*fn)(void), int argc, ...)
{
	static const unsigned char in_register[] = { REG_RDI, REG_RSI, REG_RDX,
						     REG_RCX, REG_R8,  REG_R9 };
	greg_t *g = u->uc_mcontext.gregs;
	uintptr_t top = (uintptr_t)u->uc_stack.ss_sp + u->uc_stack.ss_size, *sp;
	int more = argc > 6 ? argc - 6 : 0;
	va_list ap;

	sp = (uintptr_t *)((top - (size_t)more * sizeof(*sp)) & ~(uintptr_t)15) - 1;
	*sp = (uintptr_t)uk_context_end;
	va_start(ap, argc);
	for (int i = 0; i < argc; i++) {
		long v = va_arg(ap, long);

		if (i < 6)
			g[in_register[i]] = v;
		else
			sp[i - 5] = (uintptr_t)v;
	}
	va_end(ap);
	g[REG_RIP] = (greg_t)(uintptr_t)fn;
	g[REG_RSP] = (greg_t)(uintptr_t)sp;
	g[REG_RBX] = (greg_t)(uintptr_t)u->uc_link;
	g[REG_RBP] = 0;
}
