/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The user's terminal, where an image can be one itself (parameter console.tty): then this
 * end only passes bytes on, and the image echoes, edits lines and has its keys for signals.
 * The key Ctrl-] ends the run.
 */
#ifndef UKRUN_TERMINAL_H
#define UKRUN_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#define TERMINAL_END_KEY 0x1d /* Ctrl-] */

/* Are both stdin and stdout one? */
bool terminal_there(void);
/* The value of console.tty for it. */
void terminal_size(char *buf, size_t len);
/* Pass keys on as they are typed, until exit(); once. In the foreground only. */
void terminal_raw(void);

#endif
