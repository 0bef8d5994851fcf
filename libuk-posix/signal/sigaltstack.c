/* SPDX-License-Identifier: BSD-3-Clause */
/* sigaltstack(): POSIX XSH; each thread has its own. */
#include "signal_priv.h"

int sigaltstack(const stack_t *restrict stack, stack_t *restrict old)
{
	struct uk_pthread *me = uk_pthread_enter();
	bool inside = (uintptr_t)__builtin_frame_address(0) - (uintptr_t)me->altstack.ss_sp <
		      me->altstack.ss_size;

	if (old) {
		*old = me->altstack;
		old->ss_flags = inside ? SS_ONSTACK : me->altstack.ss_size ? 0 : SS_DISABLE;
	}
	if (!stack)
		return 0;
	if (inside)
		return (int)uk_ret(-EPERM);
	if (stack->ss_flags & ~SS_DISABLE)
		return (int)uk_ret(-EINVAL);
	if (stack->ss_flags & SS_DISABLE) {
		me->altstack = (stack_t){ 0 };
		return 0;
	}
	if (stack->ss_size < MINSIGSTKSZ)
		return (int)uk_ret(-ENOMEM);
	me->altstack = *stack;
	return 0;
}
