/* SPDX-License-Identifier: BSD-3-Clause */
/* Signals by the program's terminal: keys, a new size, a hang-up. */
#include <signal.h>
#include <uk/plat.h>
#include "signal/signal_priv.h"
#include "tty_priv.h"

/* There in images that handle signals, or have main(). */
#pragma weak uk_sig_send
#pragma weak uk_sigactions
#pragma weak uk_asked_to_end

/* What ends the program ends it as what anybody outside asks for. */
void uk_tty_signal(int sig)
{
	if (uk_asked_to_end && (sig == SIGINT || sig == SIGQUIT || sig == SIGHUP))
		uk_asked_to_end(sig);
	else if (uk_sig_send && uk_sigactions[sig].sa_handler != SIG_DFL)
		uk_sig_send(NULL, sig, NULL);
}
