/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The seal: interrupt controller, state of the stub, final page tables, and down to EL0.
 */
#include <uk/anchor.h>
#include <uk/arch/hwcap.h>
#include "arm.h"
#include "stub.h"

UK_NEED(mach_reflect);

void mach_seal(uint64_t *root); /* vectors.S */
void mach_stub_dead(void) uk_noreturn;

void mach_cpu_seal(void)
{
	const char *why = mach_gic_init();

	if (why)
		mach_refuse(why);
	__asm__("mrs %0, id_aa64isar0_el1" : "=r"(uk_cpu_id.isar0));
	__asm__("mrs %0, id_aa64isar1_el1" : "=r"(uk_cpu_id.isar1));
	__asm__("mrs %0, id_aa64pfr0_el1" : "=r"(uk_cpu_id.pfr0));
	MACH_STATE->root = mach_paging_root;
	MACH_STATE->sealed = 1;
	mach_seal(mach_paging_root);
}

/* An exception at EL1, from vectors.S. */
void mach_stub_dead(void)
{
	static bool again;

	if (!MACH_STATE->sealed && !again) {
		again = true;
		mach_refuse("an exception before there was a program");
	}
	mach_off();
}
