/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The two streams of the console. Output passes on at once: a line that is a
 * frame of a backtrace gets its function and line appended just before its
 * end, so nothing is ever held back.
 */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "console.h"
#include "message.h"
#include "terminal.h"

#define DLE 0x10
#define EOT 0x04

void input_init(struct input *in, int to, bool escape, bool keys)
{
	in->to = to;
	in->escape = escape;
	in->ended = false;
	in->tty = isatty(STDIN_FILENO);
	in->keys = keys;
	in->quit = false;
	in->at = in->len = 0;
}

bool input_wanted(const struct input *in)
{
	if (in->ended || in->len)
		return false;
	return !in->tty || tcgetpgrp(STDIN_FILENO) == getpgrp();
}

static void input_end(struct input *in)
{
	in->ended = true;
	if (in->escape) {
		in->buf[in->len++] = DLE;
		in->buf[in->len++] = EOT;
	}
}

void input_read(struct input *in)
{
	char raw[CONSOLE_CHUNK];
	ssize_t n = read(STDIN_FILENO, raw, sizeof(raw)), i;

	if (in->keys && n > 0 && memchr(raw, TERMINAL_END_KEY, (size_t)n)) {
		in->quit = true;
		return;
	}
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	in->at = in->len = 0;
	for (i = 0; i < n; i++) {
		if (in->escape && raw[i] == DLE)
			in->buf[in->len++] = DLE;
		in->buf[in->len++] = raw[i];
	}
	if (n <= 0)
		input_end(in);
	input_write(in);
}

void input_write(struct input *in)
{
	ssize_t n;

	if (in->to < 0)
		return;
	while (in->len) {
		n = write(in->to, in->buf + in->at, in->len);
		if (n < 0) {
			if (errno == EAGAIN || errno == EINTR)
				return;
			in->ended = true; /* QEMU is gone */
			break;
		}
		in->at += (size_t)n;
		in->len -= (size_t)n;
	}
	if (in->ended) {
		close(in->to);
		in->to = -1;
	}
}

/* Places in a line "uk: #N 0xADDR": below PREFIX_LEN, characters of the prefix seen. */
static const char prefix[] = "uk: #";
enum {
	PREFIX_LEN = sizeof(prefix) - 1,
	FRAME_FIRST = PREFIX_LEN,
	FRAME_MORE,
	ZERO,
	X,
	HEX_FIRST,
	HEX_MORE,
	OTHER /* some other line: wait for its end */
};

static int hex_digit(char c)
{
	return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

/* The place after character @c. */
static int step(struct output *out, char c)
{
	int s = out->state;

	if (c == '\n')
		return 0;
	if (s < PREFIX_LEN)
		return c == prefix[s] ? s + 1 : OTHER;
	if ((s == FRAME_FIRST || s == FRAME_MORE) && isdigit((unsigned char)c)) {
		out->frame =
			(s == FRAME_FIRST ? 0 : out->frame % 1000 * 10) + (unsigned)(c - '0');
		return FRAME_MORE;
	}
	if (s == FRAME_MORE && c == ' ')
		return ZERO;
	if (s == ZERO && c == '0')
		return X;
	if (s == X && c == 'x') {
		out->addr = 0;
		return HEX_FIRST;
	}
	if ((s == HEX_FIRST || s == HEX_MORE) && isxdigit((unsigned char)c) &&
	    out->addr >> 60 == 0) {
		out->addr = out->addr << 4 | (unsigned)hex_digit(c);
		return HEX_MORE;
	}
	return OTHER;
}

static void annotate(struct output *out)
{
	char name[512];

	/* Frames above the first hold return addresses: the call is before them. */
	if (symbols_find(out->symbols, out->addr - (out->frame > 0), name, sizeof(name))) {
		text_adds(&out->text, " ");
		text_adds(&out->text, name);
	}
}

static void pass(struct output *out, const char *p, size_t len)
{
	const char *end = p + len, *from = p;

	while (out->symbols && p < end) {
		if (out->state == OTHER) {
			p = memchr(p, '\n', (size_t)(end - p));
			if (!p)
				break;
		} else if (out->state == HEX_MORE && (*p == '\n' || *p == '\r')) {
			text_add(&out->text, from, (size_t)(p - from));
			annotate(out);
			from = p;
			out->state = OTHER;
			continue;
		}
		out->state = step(out, *p++);
	}
	text_add(&out->text, from, (size_t)(end - from));
}

bool output_read(struct output *out)
{
	char buf[CONSOLE_CHUNK];
	ssize_t n = read(out->from, buf, sizeof(buf));

	if (n <= 0)
		return false;
	if (!out->ended)
		pass(out, buf, (size_t)n);
	return true;
}

void output_write(struct output *out)
{
	/* A writable pipe takes this much without blocking. */
	size_t left = out->text.len - out->at, n = left < PIPE_BUF ? left : PIPE_BUF;
	ssize_t done;

	done = write(STDOUT_FILENO, out->text.s + out->at, n);
	if (done < 0) {
		if (errno == EINTR || errno == EAGAIN)
			return;
		if (errno != EPIPE)
			say("stdout: %s", strerror(errno));
		out->ended = true;
		done = (ssize_t)left;
	}
	out->at += (size_t)done;
	if (out->at == out->text.len)
		out->at = out->text.len = 0;
}

bool output_pending(const struct output *out)
{
	return out->text.len > 0;
}
