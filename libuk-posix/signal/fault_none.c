/* SPDX-License-Identifier: BSD-3-Clause */
/* Where unprivileged code cannot go on after a fault (UK_REGS_RESUME 0): each is a crash. */
#include "signal_priv.h"

void uk_sig_catch_faults(void)
{
}
