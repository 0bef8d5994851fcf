/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64: syndromes and what uk_regs_fault() makes of them, for tests/test_context.c. */
#include <uk/trap.h>

#define ESR(class, status)                                           \
	{                                                            \
		.esr = (uint64_t)(class) << 26 | 1u << 25 | (status) \
	}

static const struct {
	struct uk_regs regs;
	enum uk_fault kind;
} test_faults[] = {
	{ ESR(0x24, 0x04), UK_FAULT_MEMORY }, /* a translation fault, on each level */
	{ ESR(0x24, 0x47), UK_FAULT_MEMORY }, /* of a store */
	{ ESR(0x20, 0x06), UK_FAULT_MEMORY }, /* of a jump */
	{ ESR(0x24, 0x00), UK_FAULT_MEMORY }, /* address size */
	{ ESR(0x24, 0x0b), UK_FAULT_ACCESS },
	{ ESR(0x24, 0x0f), UK_FAULT_ACCESS }, /* a permission fault */
	{ ESR(0x20, 0x0d), UK_FAULT_ACCESS },
	{ ESR(0x24, 0x21), UK_FAULT_ALIGNMENT },
	{ ESR(0x24, 0x10), UK_FAULT_ALIGNMENT }, /* an external abort */
	{ ESR(0x22, 0), UK_FAULT_ALIGNMENT },
	{ ESR(0x26, 0), UK_FAULT_ALIGNMENT },
	{ ESR(0x2f, 0), UK_FAULT_ALIGNMENT },
	{ ESR(0x00, 0), UK_FAULT_INSTRUCTION },
	{ ESR(0x18, 0), UK_FAULT_INSTRUCTION },
	{ ESR(0x2c, 0), UK_FAULT_FLOAT },
	{ ESR(0x3c, 1), UK_FAULT_BREAKPOINT },
};
