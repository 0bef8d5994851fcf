/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Requests of the console's terminal. In a Linux process they are the host's terminal's; else
 * the terminal here has them, and the first change of its modes starts it.
 */
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include "posix.h"
#include "tty_priv.h"

static int set_modes(unsigned long cmd, const struct termios *m)
{
	int r = uk_console_tty_start();

	if (r < 0)
		return r;
	if (cmd == TCSETSF)
		uk_console_tty_flush_input();
	/* Output was written when write() returned: TCSETSW has nothing to wait for. */
	uk_tty_set(&uk_console_tty, m);
	uk_console_tty_changed();
	return 0;
}

static int set_size(const struct winsize *size)
{
	struct uk_tty *t = &uk_console_tty;

	if (memcmp(&t->size, size, sizeof(*size)) == 0)
		return 0;
	t->size = *size;
	t->signal(t, SIGWINCH);
	return 0;
}

static int flow(long action)
{
	struct uk_tty *t = &uk_console_tty;
	const cc_t *cc = t->modes.c_cc;
	int r = uk_console_tty_start();
	char c;

	if (r < 0)
		return r;
	switch (action) {
	case TCOOFF:
		uk_tty_stop(t);
		return 0;
	case TCOON:
		uk_tty_start(t);
		uk_console_tty_changed();
		return 0;
	case TCIOFF:
	case TCION:
		c = (char)cc[action == TCIOFF ? VSTOP : VSTART];
		if (c)
			t->put(t, &c, 1);
		return 0;
	default:
		return -EINVAL;
	}
}

static int flush(long queue)
{
	if (queue < TCIFLUSH || queue > TCIOFLUSH)
		return -EINVAL;
	if (queue != TCOFLUSH)
		uk_console_tty_flush_input();
	return 0;
}

static int terminal(unsigned long cmd, void *arg)
{
	struct uk_tty *t = &uk_console_tty;

	switch (cmd) {
	case TCGETS:
		*(struct termios *)arg = t->modes;
		return 0;
	case TCSETS:
	case TCSETSW:
	case TCSETSF:
		return set_modes(cmd, arg);
	case TIOCGWINSZ:
		*(struct winsize *)arg = t->size;
		return 0;
	case TIOCSWINSZ:
		return set_size(arg);
	case TCFLSH:
		return flush((long)(intptr_t)arg);
	case TCXONC:
		return flow((long)(intptr_t)arg);
	case TCSBRK: /* no line that could be quiet for a while; drained it is */
		return 0;
	case FIONREAD:
		*(int *)arg = (int)uk_tty_count(t);
		return 0;
	case TIOCOUTQ:
		*(int *)arg = 0;
		return 0;
	case TIOCGPGRP:
	case TIOCGSID:
		*(pid_t *)arg = getpgrp();
		return 0;
	case TIOCSPGRP:
		return *(const pid_t *)arg == getpgrp() ? 0 : -EPERM;
	default:
		return -ENOTTY;
	}
}

int uk_console_ioctl(struct uk_file *f, unsigned long cmd, void *arg)
{
	if (uk_host_tty())
		return uk_host_tty_ioctl((int)(f - uk_console_files), cmd, arg);
	return terminal(cmd, arg);
}
