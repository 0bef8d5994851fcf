/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: the kind of an exception, and registers for a call. */
#include <uk/trap.h>

#define DIRECTION 0x400 /* clear at each call (System V ABI 3.2.1) */
#define TRAP	  0x100

#define PAGE_FAULT 14
#define PRESENT	   1 /* in its error code */

enum uk_fault uk_regs_fault(const struct uk_regs *r)
{
	switch (r->vector) {
	case 0:
		return UK_FAULT_DIVISION;
	case 1:
	case 3:
		return UK_FAULT_BREAKPOINT;
	case 6:
		return UK_FAULT_INSTRUCTION;
	case 12:
	case 17:
		return UK_FAULT_ALIGNMENT;
	case 16:
	case 19:
		return UK_FAULT_FLOAT;
	default: /* a general protection fault is a bad address most of the time */
		return r->vector == PAGE_FAULT && r->error & PRESENT ? UK_FAULT_ACCESS
								     : UK_FAULT_MEMORY;
	}
}

void uk_regs_call(struct uk_regs *r, void *stack, void (*fn)(void *arg), void *arg)
{
	uintptr_t *sp = stack;

	*--sp = 0; /* the return address: fn does not return, and backtraces end here */
	r->rsp = (uintptr_t)sp;
	r->rbp = 0;
	r->rip = (uintptr_t)fn;
	r->rdi = (uintptr_t)arg;
	r->rflags &= ~(uint64_t)(DIRECTION | TRAP);
}

struct uk_regs uk_regs_merge(const struct uk_regs *r, const void *changed)
{
	struct uk_regs m = *(const struct uk_regs *)changed;

	m.vector = r->vector;
	m.error = r->error;
	m.cs = r->cs;
	m.rflags = r->rflags;
	m.ss = r->ss;
	return m;
}
