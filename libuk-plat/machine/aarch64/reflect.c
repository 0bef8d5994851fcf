/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Exceptions for the program (uk/crash.h, struct uk_fault_source): the thread goes on
 * on its own stack, with interrupts, which vectors.S closed. Linked where the program asks.
 */
#include <uk/anchor.h>
#include <uk/crash.h>
#include "../../aarch64/trap.h"
#include "arm.h"

static uk_fault_offer *offer;

/* The interrupted floating-point registers; filled before other C code may use them. */
static char fp[UK_FP_SIZE] uk_aligned(16);

static __attribute__((noinline)) void look(void)
{
	struct uk_regs r = mach_exception_regs;

	if (offer(&r, uk_trap_addr(&r), fp))
		uk_regs_resume(&r);
}

static uk_noreturn void reflect(void)
{
	uk_fp_save(fp);
	look();
	mach_exception();
}

static void start(uk_fault_offer *fn)
{
	offer = fn;
	mach_on_exception = reflect;
}

/* What UK_NEED(mach_reflect) refers to; it does not keep the rest. */
extern const char mach_reflect[];
const char mach_reflect[1] = { 0 };
UK_FAULT_SOURCE(mach_fault_source) = { start };
