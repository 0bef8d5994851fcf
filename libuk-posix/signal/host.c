/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * A Linux process gets signals from its host, too: those that sigaction() was called for
 * are sent to the program from then on. Others do there what they do to any process.
 */
#include <uk/plat.h>
#include <uk/plat_linux.h>
#include "signal_priv.h"

/* In images that have the platform. */
#pragma weak uk_linux_running
#pragma weak uk_linux_catch
#pragma weak uk_linux_ignore

/* The host's number of each; SIGCHLD and what the terminal's job control sends stay its own. */
static const struct {
	unsigned char ours, hosts;
} map[] = {
	{ SIGHUP, 1 },	  { SIGINT, 2 },   { SIGQUIT, 3 }, { SIGUSR1, 10 }, { SIGUSR2, 12 },
	{ SIGPIPE, 13 },  { SIGTERM, 15 }, { SIGURG, 23 }, { SIGXCPU, 24 }, { SIGXFSZ, 25 },
	{ SIGWINCH, 28 }, { SIGIO, 29 },   { SIGPWR, 30 },
};

/* asked.c, in images of that platform: their default action is more than that of others. */
#pragma weak uk_asked_to_end

static void send_on(int sig)
{
	if (uk_asked_to_end && (sig == SIGHUP || sig == SIGINT || sig == SIGTERM))
		uk_asked_to_end(sig);
	else
		uk_sig_send(NULL, sig, NULL);
}

static void arrived(int signo)
{
	for (size_t i = 0; i < UK_ARRAY_SIZE(map); i++)
		if (map[i].hosts == signo)
			send_on(map[i].ours);
}

void uk_sig_from_host(int sig)
{
	if (!uk_linux_running || !uk_linux_running())
		return;
	for (size_t i = 0; i < UK_ARRAY_SIZE(map); i++) {
		if (map[i].ours != sig)
			continue;
		/* Only writing to a closed pipe of the host sends this one: EPIPE tells it. */
		if (sig == SIGPIPE)
			uk_linux_ignore(map[i].hosts);
		else
			uk_linux_catch(map[i].hosts, arrived);
	}
}
