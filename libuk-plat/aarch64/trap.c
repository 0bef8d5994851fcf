/* SPDX-License-Identifier: BSD-3-Clause */
/* From the syndrome of an exception (Arm ARM, ESR_EL1) to a crash report. */
#include <uk/crash.h>
#include "trap.h"

#define WRITE	   0x40 /* data aborts: WnR */
#define FAULT_KIND 0x3c /* DFSC, IFSC without the level */
#define EXTERNAL   0x10
#define ALIGNMENT  0x21 /* with the level's bits */

static const char *abort_name(uint64_t esr, const char *page_fault)
{
	if ((esr & 0x3f) == ALIGNMENT)
		return "alignment check";
	return (esr & FAULT_KIND) == EXTERNAL ? "bus error" : page_fault;
}

uintptr_t uk_trap_addr(const struct uk_regs *r)
{
	switch (ESR_EC(r->esr)) {
	case EC_FETCH_ABORT:
	case 0x21:
	case EC_DATA_ABORT:
	case 0x25:
		return r->far;
	case 0x22:
		return r->pc;
	case 0x26:
		return r->sp;
	}
	return 0;
}

void uk_trap_crash(const struct uk_regs *r)
{
	const char *what = "exception";

	switch (ESR_EC(r->esr)) {
	case 0x00:
	case 0x0e: /* illegal execution state */
	case 0x18: /* a system register that is not for EL0 */
		what = "invalid opcode";
		break;
	case 0x07:
	case EC_FLOAT:
		what = "floating-point error";
		break;
	case EC_FETCH_ABORT:
	case 0x21:
		what = abort_name(r->esr, "page fault (execute)");
		break;
	case EC_DATA_ABORT:
	case 0x25:
		what = abort_name(r->esr,
				  r->esr & WRITE ? "page fault (write)" : "page fault (read)");
		break;
	case 0x22: /* of the program counter */
	case 0x26: /* of the stack pointer */
		what = "alignment check";
		break;
	case 0x2f:
		what = "bus error"; /* SError: asynchronous, so nobody knows where */
		break;
	case 0x30:
	case 0x31:
	case EC_BRK:
		what = "breakpoint";
		break;
	}
	uk_crash(what, uk_trap_addr(r), r);
}
