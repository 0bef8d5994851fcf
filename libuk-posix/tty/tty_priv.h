/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private: terminals, the console and pseudo-terminals: POSIX XBD chapter 11.
 *
 *	device ──> uk_tty_input ──> ring of bytes and line ends ──> uk_tty_take ──> read()
 *	  ^             │ echo
 *	  └──── put <── uk_tty_output <── write()
 *
 * struct uk_tty is the line discipline alone: no thread, no device, nothing that waits; so
 * tests feed it bytes and look. What POSIX leaves open is as in Linux's discipline. struct
 * uk_tty_port is one that descriptors are of, which their readers and writers wait for. Of
 * these there are the console (console_tty.c) and pseudo-terminals (pty.c).
 */
#ifndef TTY_PRIV_H
#define TTY_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/types.h>
#include <termios.h>
#include <uk/wait.h>

struct iovec;
struct uk_file;

#define UK_TTY_RING 4096 /* a line's longest: MAX_CANON and more; a power of two */
#define UK_TTY_OUT  1024

#define UK_TTY_TENTH_NS UINT64_C(100000000) /* the unit of TIME */

struct uk_tty {
	struct termios modes;
	struct winsize size;
	/* Bytes [tail, canon) are whole lines, [canon, head) the line being typed. The counters
	 * only go up; a set bit of `ends` is the last byte of a line, byte 0 there stands for
	 * EOF. */
	unsigned head, canon, tail;
	unsigned char ring[UK_TTY_RING];
	uint8_t ends[UK_TTY_RING / 8];
	unsigned column;       /* of the cursor, as far as output tells */
	unsigned canon_column; /* where the line being typed began */
	bool stopped;	       /* by STOP or tcflow() */
	bool literal;	       /* LNEXT was typed */
	bool erasing;	       /* ECHOPRT: between \ and / */
	char out[UK_TTY_OUT];  /* on its way to put(); kept while stopped */
	size_t nout;
	void (*put)(struct uk_tty *t, const char *buf, size_t len);
	/* SIGINT, SIGQUIT, SIGTSTP or SIGWINCH. */
	void (*signal)(struct uk_tty *t, int sig);
};

/* modes.c */
/* A terminal that passes bytes unchanged; control characters as everywhere. */
void uk_tty_modes_raw(struct termios *m);
/* What a login gets. */
void uk_tty_modes_cooked(struct termios *m);
/* Change the modes; what was typed stays, and is a line if lines are wanted from now on. */
void uk_tty_set(struct uk_tty *t, const struct termios *m);
/* Throw away what was typed. */
void uk_tty_flush_input(struct uk_tty *t);

/* line.c: take bytes from the device; how many of them (fewer when the ring is full). */
size_t uk_tty_input(struct uk_tty *t, const char *buf, size_t len);
/* Whether uk_tty_input() would take a byte. */
bool uk_tty_room(const struct uk_tty *t);
/* No more input: what was typed is a line. */
void uk_tty_hangup(struct uk_tty *t);
void uk_tty_stop(struct uk_tty *t);
void uk_tty_start(struct uk_tty *t);
/* For erase.c: byte @i of the ring. */
static inline unsigned char uk_tty_at(const struct uk_tty *t, unsigned i)
{
	return t->ring[i % UK_TTY_RING];
}
/* Does @c only continue a character of UTF-8? */
static inline bool uk_tty_continues(const struct uk_tty *t, unsigned char c)
{
	return t->modes.c_iflag & IUTF8 && (c & 0xc0) == 0x80;
}
static inline bool uk_tty_control(unsigned char c)
{
	return c < 0x20 || c == 0x7f;
}

/* erase.c: ERASE, WERASE or KILL, character @c, was typed. */
void uk_tty_erase(struct uk_tty *t, unsigned char c);
/* Echo what ends an erasing by ECHOPRT. */
void uk_tty_erased(struct uk_tty *t);

/* output.c: bytes of the program; of an echo: as it is or, for echoes, ^X. */
void uk_tty_output(struct uk_tty *t, const char *buf, size_t len);
void uk_tty_echo_raw(struct uk_tty *t, unsigned char c);
void uk_tty_echo(struct uk_tty *t, unsigned char c);
/* Give put() what is in `out`, unless output is stopped. */
void uk_tty_flush_output(struct uk_tty *t);

/* take.c: what a read of @len bytes gets now; may be 0 (EOF, or nothing there). */
size_t uk_tty_take(struct uk_tty *t, char *buf, size_t len);
/* Bytes that reads would get; in canonical mode those of whole lines. */
size_t uk_tty_count(const struct uk_tty *t);
/* Would a read by poll()'s rules have something? */
bool uk_tty_readable(const struct uk_tty *t);

struct uk_tty_port;

struct uk_tty_port_ops {
	/* Somebody wants more of it than it was so far; 0 or -errno. NULL: it always is. */
	int (*start)(struct uk_tty_port *p);
	/* How many bytes the program may write now, while output is not stopped; -EIO: never
	 * again. NULL: any number. */
	ssize_t (*room)(struct uk_tty_port *p);
	/* A read has made room for input. */
	void (*taken)(struct uk_tty_port *p);
	/* Modes or state were changed: whoever waits looks again. */
	void (*changed)(struct uk_tty_port *p);
	/* Throw away input that the discipline has not got yet. May be NULL. */
	void (*flush_input)(struct uk_tty_port *p);
};

struct uk_tty_port {
	struct uk_tty tty;
	const struct uk_tty_port_ops *ops;
	struct uk_waitq waiters; /* readers and writers on the program's side */
	bool ended;		 /* no more input will come */
};

/* port.c: of uk_file_ops (uk/file.h), for the program's side. */
ssize_t uk_tty_readv(struct uk_tty_port *p, struct uk_file *f, const struct iovec *iov,
		     int cnt);
ssize_t uk_tty_writev(struct uk_tty_port *p, struct uk_file *f, const struct iovec *iov,
		      int cnt);
/* What poll() says of (POLLIN | POLLOUT) and their like: what holds of @events. */
short uk_tty_poll(struct uk_tty_port *p, short events);

/* ioctl.c: requests of a terminal. -ENOTTY: another one. */
int uk_tty_ioctl(struct uk_tty_port *p, unsigned long cmd, void *arg);

/* signal.c: what keys, a new size or the end of a terminal asks of the program. */
void uk_tty_signal(int sig);

/* host_tty.c: is this a Linux process, whose host has the terminal? */
bool uk_host_tty(void);
/* @cmd on it; -ENOTTY also for those that the pool does not know. */
int uk_host_tty_ioctl(int fd, unsigned long cmd, void *arg);

#endif
