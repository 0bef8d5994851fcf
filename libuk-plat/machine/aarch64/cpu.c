/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The seal: interrupt controller, state of the stub, final page tables, and down to EL0.
 */
#include "arm.h"
#include "stub.h"

void mach_seal(uint64_t *root); /* vectors.S */
void mach_stub_dead(void) uk_noreturn;

bool mach_has_rndr;

void mach_cpu_seal(void)
{
	const char *why = mach_gic_init();
	uint64_t isar0;

	if (why)
		mach_refuse(why);
	__asm__("mrs %0, id_aa64isar0_el1" : "=r"(isar0));
	mach_has_rndr = isar0 >> 60;
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
