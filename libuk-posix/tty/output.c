/* SPDX-License-Identifier: BSD-3-Clause */
/* Output of the terminal and its echo: POSIX XBD 11.2.3, output modes. */
#include "tty_priv.h"

void uk_tty_flush_output(struct uk_tty *t)
{
	size_t n = t->nout;

	if (t->stopped || n == 0)
		return;
	t->nout = 0;
	t->put(t, t->out, n);
}

static void emit(struct uk_tty *t, char c)
{
	if (t->nout == UK_TTY_OUT)
		uk_tty_flush_output(t);
	/* Stopped, and full of echoes: what is typed then is not shown. */
	if (t->nout < UK_TTY_OUT)
		t->out[t->nout++] = c;
}

static void processed(struct uk_tty *t, unsigned char c)
{
	tcflag_t o = t->modes.c_oflag;
	unsigned n;

	switch (c) {
	case '\n':
		if (o & ONLCR)
			emit(t, '\r');
		if (o & (ONLCR | ONLRET))
			t->column = 0;
		t->canon_column = t->column;
		break;
	case '\r':
		if (o & ONOCR && t->column == 0)
			return;
		if (o & OCRNL)
			c = '\n';
		if (!(o & OCRNL) || o & ONLRET)
			t->canon_column = t->column = 0;
		break;
	case '\t':
		n = 8 - (t->column & 7);
		t->column += n;
		if ((o & TABDLY) == XTABS) {
			while (n-- > 0)
				emit(t, ' ');
			return;
		}
		break;
	case '\b':
		t->column -= t->column > 0;
		break;
	default:
		if (uk_tty_control(c))
			break;
		if (o & OLCUC && c >= 'a' && c <= 'z')
			c -= 'a' - 'A';
		t->column += !uk_tty_continues(t, c);
	}
	emit(t, (char)c);
}

void uk_tty_echo_raw(struct uk_tty *t, unsigned char c)
{
	if (t->modes.c_oflag & OPOST)
		processed(t, c);
	else
		emit(t, (char)c);
}

void uk_tty_echo(struct uk_tty *t, unsigned char c)
{
	if (t->modes.c_lflag & ECHOCTL && uk_tty_control(c) && c != '\t') {
		emit(t, '^');
		emit(t, c ^ 0x40);
		t->column += 2;
	} else {
		uk_tty_echo_raw(t, c);
	}
}

void uk_tty_output(struct uk_tty *t, const char *buf, size_t len)
{
	if (t->modes.c_oflag & OPOST) {
		for (size_t i = 0; i < len; i++)
			processed(t, (unsigned char)buf[i]);
		uk_tty_flush_output(t);
	} else {
		uk_tty_flush_output(t);
		t->put(t, buf, len);
	}
}
