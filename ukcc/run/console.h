/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The guest's console on ukrun's stdin and stdout: two streams of bytes, each
 * with one buffer, that never block ukrun.
 *
 *	stdin  -> struct input  -> pipe -> QEMU -> guest
 *	stdout <- struct output <- pipe <- QEMU <- guest
 *
 * A console has no end of file. If the image has the parameter console.eof,
 * ukrun sets it to "dle" and escapes the input with DLE (0x10): the pair DLE
 * DLE is one DLE, the pair DLE EOT (0x04) is the end of input.
 */
#ifndef UKRUN_CONSOLE_H
#define UKRUN_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>

#include "symbols.h"
#include "words.h"

#define CONSOLE_CHUNK 65536

struct input {
	int to; /* pipe, not blocking; -1 once closed */
	bool escape;
	bool ended; /* no more from stdin */
	bool tty;
	bool keys;	/* of a raw terminal, terminal.h */
	bool quit;	/* the key that ends the run was typed */
	size_t at, len; /* of buf, what is still to be written */
	char buf[2 * CONSOLE_CHUNK + 2];
};

struct output {
	int from;		 /* pipe, not blocking */
	struct symbols *symbols; /* for crash reports; NULL: pass all through */
	int state;		 /* place within a line "uk: #N 0xADDR" */
	unsigned frame;
	unsigned long long addr;
	size_t at; /* of text, what is written already */
	struct text text;
	bool ended; /* stdout was closed by its reader */
};

void input_init(struct input *in, int to, bool escape, bool keys);
/* May stdin be read now? False while ukrun is in the background of its terminal. */
bool input_wanted(const struct input *in);
/* stdin is readable. */
void input_read(struct input *in);
/* The pipe can be written. */
void input_write(struct input *in);

/* Something may be in the pipe. Returns false if there was nothing. */
bool output_read(struct output *out);
/* stdout can be written. */
void output_write(struct output *out);
bool output_pending(const struct output *out);

#endif
