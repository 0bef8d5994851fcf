/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The line discipline: what a typed byte does. POSIX XBD 11.1.6 canonical, 11.1.7 non-canonical
 * input, 11.1.9 special characters, 11.2.2 input modes, 11.2.5 local modes.
 */
#include <signal.h>
#include "tty_priv.h"

static bool is(const struct uk_tty *t, int which, unsigned char c)
{
	return c && c == t->modes.c_cc[which];
}

bool uk_tty_room(const struct uk_tty *t)
{
	/* With no whole line to read a full ring would stay so: then what is too much is
	 * dropped. Two, since PARMRK may double a byte. */
	return (t->modes.c_lflag & ICANON && t->canon == t->tail) ||
	       t->head - t->tail <= UK_TTY_RING - 2;
}

/* One byte into the ring; of a line there is always room for its end. */
static void enter(struct uk_tty *t, unsigned char c, bool end)
{
	unsigned at = t->head % UK_TTY_RING;

	if (t->head - t->tail >= UK_TTY_RING - (end ? 0u : 1u))
		return;
	t->ring[at] = c;
	if (end)
		t->ends[at / 8] |= (uint8_t)(1u << at % 8);
	else
		t->ends[at / 8] &= (uint8_t) ~(1u << at % 8);
	t->head++;
}

/* An ordinary one; PARMRK has 0xff told from its marks by doubling it. */
static void enter_data(struct uk_tty *t, unsigned char c)
{
	if (c == 0xff && t->modes.c_iflag & PARMRK)
		enter(t, c, false);
	enter(t, c, false);
}

static void end_line(struct uk_tty *t, unsigned char c)
{
	enter(t, c, true);
	t->canon = t->head;
}

void uk_tty_hangup(struct uk_tty *t)
{
	unsigned last = (t->head - 1) % UK_TTY_RING;

	if (t->head == t->tail)
		return;
	if (t->modes.c_lflag & ICANON && t->canon != t->head)
		t->ends[last / 8] |= (uint8_t)(1u << last % 8);
	t->canon = t->head;
}

void uk_tty_stop(struct uk_tty *t)
{
	t->stopped = true;
}

void uk_tty_start(struct uk_tty *t)
{
	t->stopped = false;
	uk_tty_flush_output(t);
}

static void send(struct uk_tty *t, int sig, unsigned char c)
{
	if (!(t->modes.c_lflag & NOFLSH)) {
		uk_tty_flush_input(t);
		uk_tty_flush_output(t);
		t->nout = 0; /* what was kept while stopped */
	}
	if (t->modes.c_iflag & IXON)
		uk_tty_start(t);
	if (t->modes.c_lflag & ECHO)
		uk_tty_echo(t, c);
	/* Last, and what the program then says comes after the echo. */
	uk_tty_flush_output(t);
	t->signal(t, sig);
}

/* START, STOP, INTR, QUIT, SUSP: those that are no input. */
static bool is_control(struct uk_tty *t, unsigned char c)
{
	if (t->modes.c_iflag & IXON) {
		if (is(t, VSTART, c)) {
			uk_tty_start(t);
			return true;
		}
		if (is(t, VSTOP, c)) {
			uk_tty_stop(t);
			return true;
		}
	}
	if (!(t->modes.c_lflag & ISIG))
		return false;
	if (is(t, VINTR, c))
		send(t, SIGINT, c);
	else if (is(t, VQUIT, c))
		send(t, SIGQUIT, c);
	else if (is(t, VSUSP, c))
		send(t, SIGTSTP, c);
	else
		return false;
	return true;
}

/* @as_control: a newline is ^J, too. */
static void echo_typed(struct uk_tty *t, unsigned char c, bool as_control)
{
	if (!(t->modes.c_lflag & ECHO))
		return;
	uk_tty_erased(t);
	if (c == '\n' && !as_control) {
		uk_tty_echo_raw(t, c);
		return;
	}
	if (t->canon == t->head)
		t->canon_column = t->column;
	uk_tty_echo(t, c);
}

static void reprint(struct uk_tty *t, unsigned char c)
{
	uk_tty_erased(t);
	uk_tty_echo(t, c);
	uk_tty_echo_raw(t, '\n');
	for (unsigned i = t->canon; i != t->head; i++)
		uk_tty_echo(t, uk_tty_at(t, i));
}

/* What edits or ends a line. False: @c is part of it. */
static bool edits(struct uk_tty *t, unsigned char c)
{
	tcflag_t l = t->modes.c_lflag;
	bool extended = l & IEXTEN;

	if (is(t, VERASE, c) || is(t, VKILL, c) || (extended && is(t, VWERASE, c))) {
		uk_tty_erase(t, c);
	} else if (extended && is(t, VLNEXT, c)) {
		t->literal = true;
		if (l & ECHO) {
			uk_tty_erased(t);
			if (l & ECHOCTL) {
				uk_tty_echo_raw(t, '^');
				uk_tty_echo_raw(t, '\b');
			}
		}
	} else if (extended && l & ECHO && is(t, VREPRINT, c)) {
		reprint(t, c);
	} else if (c == '\n') {
		if (l & (ECHO | ECHONL))
			uk_tty_echo_raw(t, c);
		end_line(t, c);
	} else if (is(t, VEOF, c)) {
		end_line(t, 0);
	} else if (is(t, VEOL, c) || (extended && is(t, VEOL2, c))) {
		if (l & ECHO) {
			if (t->canon == t->head)
				t->canon_column = t->column;
			uk_tty_echo(t, c);
		}
		end_line(t, c);
	} else {
		return false;
	}
	return true;
}

static void typed(struct uk_tty *t, unsigned char c)
{
	tcflag_t i = t->modes.c_iflag;
	unsigned char key;

	if (i & ISTRIP)
		c &= 0x7f;
	if (t->literal) {
		t->literal = false;
		echo_typed(t, c, true);
		enter_data(t, c);
		return;
	}
	if (is_control(t, c))
		return;
	if (t->stopped && i & IXON && i & IXANY)
		uk_tty_start(t);
	key = c;
	if (c == '\r') {
		if (i & IGNCR)
			return;
		c = i & ICRNL ? '\n' : c;
	} else if (c == '\n' && i & INLCR) {
		c = '\r';
	}
	if (t->modes.c_lflag & ICANON && edits(t, c))
		return;
	/* Without lines only RETURN begins a new one on the screen. */
	echo_typed(t, c, key == '\n');
	enter_data(t, c);
}

size_t uk_tty_input(struct uk_tty *t, const char *buf, size_t len)
{
	size_t n;

	for (n = 0; n < len && uk_tty_room(t); n++)
		typed(t, (unsigned char)buf[n]);
	uk_tty_flush_output(t);
	return n;
}
