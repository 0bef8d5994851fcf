/* SPDX-License-Identifier: BSD-3-Clause */
/* What a read of the terminal gets: a line or less, or, without lines, what is there. */
#include <uk/compiler.h>
#include "tty_priv.h"

static bool is_end(const struct uk_tty *t, unsigned i)
{
	i %= UK_TTY_RING;
	return t->ends[i / 8] >> i % 8 & 1;
}

static bool is_eof(const struct uk_tty *t, unsigned i)
{
	return is_end(t, i) && uk_tty_at(t, i) == 0;
}

size_t uk_tty_take(struct uk_tty *t, char *buf, size_t len)
{
	bool lines = t->modes.c_lflag & ICANON;
	unsigned to = lines ? t->canon : t->head;
	size_t n = 0;
	bool end = false;

	while (n < len && t->tail != to && !end) {
		unsigned i = t->tail++;

		end = lines && is_end(t, i);
		if (lines && is_eof(t, i))
			return n;
		buf[n++] = (char)uk_tty_at(t, i);
	}
	/* An EOF right behind what was asked for ended that, it is not one more. */
	if (lines && !end && n && t->tail != to && is_eof(t, t->tail))
		t->tail++;
	/* Without lines `canon` has no meaning, but must not be behind. */
	if (!lines)
		t->canon = t->tail;
	return n;
}

size_t uk_tty_count(const struct uk_tty *t)
{
	size_t n = 0;

	if (!(t->modes.c_lflag & ICANON))
		return t->head - t->tail;
	for (unsigned i = t->tail; i != t->canon; i++)
		n += !is_eof(t, i);
	return n;
}

bool uk_tty_readable(const struct uk_tty *t)
{
	const cc_t *cc = t->modes.c_cc;

	if (t->modes.c_lflag & ICANON)
		return t->canon != t->tail;
	return t->head - t->tail >= (cc[VTIME] == 0 && cc[VMIN] ? cc[VMIN] : 1u);
}
