/* SPDX-License-Identifier: BSD-3-Clause */
/* psiginfo(): POSIX XSH. */
#include <stdio.h>
#include <string.h>
#include "signal_priv.h"

void psiginfo(const siginfo_t *info, const char *prefix)
{
	const char *sep = prefix && *prefix ? ": " : "";

	fprintf(stderr, "%s%s%s (code %d, address %p)\n", prefix ? prefix : "", sep,
		strsignal(info->si_signo), info->si_code, info->si_addr);
}
