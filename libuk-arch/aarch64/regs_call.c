/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64: the kind of an exception by its syndrome (Arm ARM, ESR_EL1), registers for a call.
 */
#include <uk/trap.h>

#define KIND	   0x3c /* of an abort's status, without the level */
#define TRANSLATED 0x04 /* up to here there was no such memory */
#define RIGHTS	   0x0c

static enum uk_fault of_abort(unsigned status)
{
	if (status > (RIGHTS | 3))
		return UK_FAULT_ALIGNMENT;
	return (status & KIND) <= TRANSLATED ? UK_FAULT_MEMORY : UK_FAULT_ACCESS;
}

enum uk_fault uk_regs_fault(const struct uk_regs *r)
{
	switch (r->esr >> 26 & 0x3f) {
	case 0x07: /* the class of division does not exist: it gives 0 */
	case 0x2c:
		return UK_FAULT_FLOAT;
	case 0x20:
	case 0x21:
	case 0x24:
	case 0x25:
		return of_abort(r->esr & 0x3f);
	case 0x22:
	case 0x26:
	case 0x2f:
		return UK_FAULT_ALIGNMENT;
	case 0x30:
	case 0x31:
	case 0x3c:
		return UK_FAULT_BREAKPOINT;
	default:
		return UK_FAULT_INSTRUCTION;
	}
}

void uk_regs_call(struct uk_regs *r, void *stack, void (*fn)(void *arg), void *arg)
{
	r->sp = (uintptr_t)stack;
	r->pc = (uintptr_t)fn;
	r->x[0] = (uintptr_t)arg;
	r->x[29] = 0; /* fn does not return, and backtraces end here */
	r->x[30] = 0;
}

/* Of the state of the processor uk_regs_resume() takes nothing but the flags of conditions. */
struct uk_regs uk_regs_merge(const struct uk_regs *r, const void *changed)
{
	(void)r;
	return *(const struct uk_regs *)changed;
}
