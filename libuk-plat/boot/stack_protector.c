/* SPDX-License-Identifier: BSD-3-Clause */
/* What compiled code calls when the canary on its stack has changed. */
#include <uk/crash.h>

void __stack_chk_fail(void) uk_noreturn;

void __stack_chk_fail(void)
{
	uk_panic("stack smashing detected");
}
