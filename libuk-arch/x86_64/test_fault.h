/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: vectors and what uk_regs_fault() makes of them, for tests/test_context.c. */
#include <uk/trap.h>

static const struct {
	struct uk_regs regs;
	enum uk_fault kind;
} test_faults[] = {
	{ { .vector = 0 }, UK_FAULT_DIVISION },
	{ { .vector = 3 }, UK_FAULT_BREAKPOINT },
	{ { .vector = 6 }, UK_FAULT_INSTRUCTION },
	{ { .vector = 12 }, UK_FAULT_ALIGNMENT },
	{ { .vector = 13, .error = 1 }, UK_FAULT_MEMORY },
	{ { .vector = 14, .error = 6 }, UK_FAULT_MEMORY },
	{ { .vector = 14, .error = 7 }, UK_FAULT_ACCESS },
	{ { .vector = 17 }, UK_FAULT_ALIGNMENT },
	{ { .vector = 19 }, UK_FAULT_FLOAT },
};
