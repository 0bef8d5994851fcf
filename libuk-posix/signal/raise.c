/* SPDX-License-Identifier: BSD-3-Clause */
/* raise(): ISO C 7.14.2.1. */
#include "signal_priv.h"

int raise(int sig)
{
	if (!uk_sig_valid(sig))
		return (int)uk_ret(-EINVAL);
	uk_sig_raise(sig);
	return 0;
}
