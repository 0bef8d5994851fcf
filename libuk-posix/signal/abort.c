/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * abort(): ISO C 7.22.4.1. A handler may run; then the image ends with a crash
 * report and status 134. Without handlers in the program none is looked for.
 */
#include <stdlib.h>
#include <uk/crash.h>
#include "signal_priv.h"

#pragma weak uk_sig_abort

void abort(void)
{
	if (uk_sig_abort)
		uk_sig_abort();
	uk_panic("aborted");
}
