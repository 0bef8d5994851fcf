/* SPDX-License-Identifier: BSD-3-Clause */
/* signal(): ISO C 7.14.1.1, with BSD's meaning: the handler stays. */
#include "signal_priv.h"

_sig_func_ptr signal(int sig, _sig_func_ptr handler)
{
	struct sigaction act = { .sa_flags = SA_RESTART, .sa_handler = handler }, old;

	return sigaction(sig, &act, &old) < 0 ? SIG_ERR : old.sa_handler;
}
