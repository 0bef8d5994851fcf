/* SPDX-License-Identifier: BSD-3-Clause */
/* Modes of the terminal: what it begins with, and a change of them. */
#include <string.h>
#include "tty_priv.h"

#define CONTROL(c) ((c)&0x1f)

void uk_tty_modes_raw(struct termios *m)
{
	*m = (struct termios){
		.c_cflag = CS8 | CREAD | CLOCAL,
		.c_ispeed = B115200,
		.c_ospeed = B115200,
		.c_cc = {
			[VINTR] = CONTROL('C'), [VQUIT] = CONTROL('\\'), [VERASE] = 0x7f,
			[VKILL] = CONTROL('U'), [VEOF] = CONTROL('D'), [VMIN] = 1,
			[VSTART] = CONTROL('Q'), [VSTOP] = CONTROL('S'), [VSUSP] = CONTROL('Z'),
			[VREPRINT] = CONTROL('R'), [VDISCARD] = CONTROL('O'),
			[VWERASE] = CONTROL('W'), [VLNEXT] = CONTROL('V'),
		},
	};
}

void uk_tty_modes_cooked(struct termios *m)
{
	uk_tty_modes_raw(m);
	m->c_iflag = ICRNL | IXON | IUTF8;
	m->c_oflag = OPOST | ONLCR;
	m->c_lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN;
}

void uk_tty_set(struct uk_tty *t, const struct termios *m)
{
	tcflag_t changed = t->modes.c_lflag ^ m->c_lflag;

	t->modes = *m;
	if (changed & ICANON) {
		memset(t->ends, 0, sizeof(t->ends));
		t->canon = t->tail;
		t->erasing = t->literal = false;
		if (m->c_lflag & ICANON)
			uk_tty_hangup(t);
	}
	/* Nobody could start it again by a key. */
	if (t->stopped && !(m->c_iflag & IXON))
		uk_tty_start(t);
}

void uk_tty_flush_input(struct uk_tty *t)
{
	t->head = t->canon = t->tail;
	t->erasing = t->literal = false;
	memset(t->ends, 0, sizeof(t->ends));
}
