/* SPDX-License-Identifier: BSD-3-Clause */
/* Erasing a character, a word or the line being typed, and taking it off the screen. */
#include "tty_priv.h"

static bool is_word(unsigned char c)
{
	unsigned char lower = c | 0x20;

	return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

void uk_tty_erased(struct uk_tty *t)
{
	if (t->erasing) {
		uk_tty_echo_raw(t, '/');
		t->erasing = false;
	}
}

static void rub_out(struct uk_tty *t)
{
	uk_tty_echo_raw(t, '\b');
	uk_tty_echo_raw(t, ' ');
	uk_tty_echo_raw(t, '\b');
}

/* Go back over a tab: to where what is left of the line ends. */
static void rub_out_tab(struct uk_tty *t)
{
	unsigned n = 0, i = t->head;
	bool after_tab = false;

	while (i != t->canon && !after_tab) {
		unsigned char c = uk_tty_at(t, --i);

		if (c == '\t')
			after_tab = true;
		else if (uk_tty_control(c))
			n += t->modes.c_lflag & ECHOCTL ? 2 : 0;
		else
			n += !uk_tty_continues(t, c);
	}
	if (!after_tab)
		n += t->canon_column;
	for (n = 8 - (n & 7); n > 0; n--)
		uk_tty_echo_raw(t, '\b');
}

/* Show that the @n bytes from @at on, one character, are gone. @by_erase: one alone. */
static void show(struct uk_tty *t, unsigned at, unsigned n, bool by_erase)
{
	tcflag_t l = t->modes.c_lflag;
	unsigned char c = uk_tty_at(t, at);

	if (l & ECHOPRT) {
		if (!t->erasing)
			uk_tty_echo_raw(t, '\\');
		t->erasing = true;
		uk_tty_echo(t, c);
		while (--n > 0)
			uk_tty_echo_raw(t, uk_tty_at(t, ++at));
	} else if (by_erase && !(l & ECHOE)) {
		uk_tty_echo(t, t->modes.c_cc[VERASE]);
	} else if (c == '\t') {
		rub_out_tab(t);
	} else {
		if (uk_tty_control(c) && l & ECHOCTL)
			rub_out(t);
		if (!uk_tty_control(c) || l & ECHOCTL)
			rub_out(t);
	}
}

/* KILL where the line is not rubbed out. True: done. */
static bool kill_at_once(struct uk_tty *t)
{
	tcflag_t l = t->modes.c_lflag;

	if (l & ECHO && l & ECHOK && l & ECHOKE && l & ECHOE)
		return false;
	t->head = t->canon;
	if (l & ECHO) {
		uk_tty_erased(t);
		uk_tty_echo(t, t->modes.c_cc[VKILL]);
		if (l & ECHOK)
			uk_tty_echo_raw(t, '\n');
	}
	return true;
}

void uk_tty_erase(struct uk_tty *t, unsigned char key)
{
	bool one = key == t->modes.c_cc[VERASE];
	bool word = !one && t->modes.c_lflag & IEXTEN && key == t->modes.c_cc[VWERASE];
	bool in_word = false;

	if (t->head == t->canon || (!one && !word && kill_at_once(t)))
		return;
	while (t->head != t->canon) {
		unsigned at = t->head, n;
		unsigned char c;

		do
			c = uk_tty_at(t, --at);
		while (uk_tty_continues(t, c) && at != t->canon);
		if (uk_tty_continues(t, c))
			break; /* not half a character */
		if (word && is_word(c))
			in_word = true;
		else if (in_word)
			break;
		n = t->head - at;
		t->head = at;
		if (t->modes.c_lflag & ECHO)
			show(t, at, n, one);
		if (one)
			break;
	}
	if (t->head == t->canon && t->modes.c_lflag & ECHO)
		uk_tty_erased(t);
}
