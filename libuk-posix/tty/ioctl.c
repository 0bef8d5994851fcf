/* SPDX-License-Identifier: BSD-3-Clause */
/* Requests of a terminal; the first change of its modes starts it. */
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include "posix.h"
#include "tty_priv.h"

static int start(struct uk_tty_port *p)
{
	return p->ops->start ? p->ops->start(p) : 0;
}

static void flush_input(struct uk_tty_port *p)
{
	uk_tty_flush_input(&p->tty);
	if (p->ops->flush_input)
		p->ops->flush_input(p);
	p->ops->changed(p);
}

static int set_modes(struct uk_tty_port *p, unsigned long cmd, const struct termios *m)
{
	int r = start(p);

	if (r < 0)
		return r;
	if (cmd == TCSETSF)
		flush_input(p);
	/* Output was written when write() returned: TCSETSW has nothing to wait for. */
	uk_tty_set(&p->tty, m);
	p->ops->changed(p);
	return 0;
}

static int set_size(struct uk_tty *t, const struct winsize *size)
{
	if (memcmp(&t->size, size, sizeof(*size)) == 0)
		return 0;
	t->size = *size;
	t->signal(t, SIGWINCH);
	return 0;
}

static int flow(struct uk_tty_port *p, long action)
{
	struct uk_tty *t = &p->tty;
	int r = start(p);
	char c;

	if (r < 0)
		return r;
	switch (action) {
	case TCOOFF:
		uk_tty_stop(t);
		return 0;
	case TCOON:
		uk_tty_start(t);
		p->ops->changed(p);
		return 0;
	case TCIOFF:
	case TCION:
		c = (char)t->modes.c_cc[action == TCIOFF ? VSTOP : VSTART];
		if (c)
			t->put(t, &c, 1);
		return 0;
	default:
		return -EINVAL;
	}
}

static int flush(struct uk_tty_port *p, long queue)
{
	if (queue < TCIFLUSH || queue > TCIOFLUSH)
		return -EINVAL;
	if (queue != TCOFLUSH)
		flush_input(p);
	return 0;
}

int uk_tty_ioctl(struct uk_tty_port *p, unsigned long cmd, void *arg)
{
	struct uk_tty *t = &p->tty;

	switch (cmd) {
	case TCGETS:
		*(struct termios *)arg = t->modes;
		return 0;
	case TCSETS:
	case TCSETSW:
	case TCSETSF:
		return set_modes(p, cmd, arg);
	case TIOCGWINSZ:
		*(struct winsize *)arg = t->size;
		return 0;
	case TIOCSWINSZ:
		return set_size(t, arg);
	case TCFLSH:
		return flush(p, (long)(intptr_t)arg);
	case TCXONC:
		return flow(p, (long)(intptr_t)arg);
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
