/* SPDX-License-Identifier: BSD-3-Clause */
/* Native tests only: the build machine's own line discipline, for test_tty.c to agree with. */
#ifndef TTY_PTY_H
#define TTY_PTY_H

#include <stddef.h>
#include <termios.h>

/* A pseudo-terminal with @modes: its ends; false: there is none on this machine. */
_Bool pty_open(int fds[2], const struct termios *modes);
/* The user types @len bytes. */
void pty_type(const int fds[2], const char *buf, size_t len);
/* The program writes, or reads @len bytes at most: what read() returns. */
void pty_write(const int fds[2], const char *buf, size_t len);
long pty_read(const int fds[2], char *buf, size_t len);
/* Exactly @len bytes that the user sees; false: others come. */
_Bool pty_seen(const int fds[2], char *buf, size_t len);
void pty_close(const int fds[2]);

#endif
