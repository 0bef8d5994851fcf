/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pseudo-terminals: POSIX XBD 3.304, and Linux's pty(7).
 *
 *	master write ──> line discipline ──> slave read
 *	master read  <── ring <── put <───── slave write, echo
 *
 * One structure for both ends, there until both are closed. A slave may be opened many times, a
 * master once. A pseudo-terminal is the program's controlling terminal only after TIOCSCTTY:
 * then keys, sizes and its end are signals; else, as on Linux, they are nobody's.
 */
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uk/heap.h>
#include <uk/pty.h>
#include "posix.h"
#include "tty_priv.h"

#define RING 4096 /* bytes that the master has not read; a power of two */
/* What of it slaves leave free for echoes, and for what STOP had kept. */
#define ECHOES	UK_TTY_OUT
#define WIDEST	8 /* columns of a tab: what one byte may become */
#define READ_IN (POLLIN | POLLRDNORM)
#define WRITE	(POLLOUT | POLLWRNORM)

struct pty {
	struct uk_tty_port port; /* the slaves' */
	struct uk_file master;
	struct uk_list slaves;
	struct uk_waitq master_wait;
	unsigned number;
	bool locked, hung_up; /* hung up: the master is closed */
	bool was_open;	      /* a slave is or was */
	unsigned head, tail;
	char ring[RING];
};

struct slave {
	struct uk_file file;
	struct uk_list link;
	struct pty *pty;
};

static struct pty *ptys[UK_PTY_MAX];
static struct pty *controlling; /* the program's controlling terminal */

static struct pty *of_master(struct uk_file *f)
{
	return uk_container_of(f, struct pty, master);
}

static struct pty *of_slave(struct uk_file *f)
{
	return uk_container_of(f, struct slave, file)->pty;
}

static struct pty *of_port(struct uk_tty_port *p)
{
	return uk_container_of(p, struct pty, port);
}

static struct pty *of_tty(struct uk_tty *t)
{
	return uk_container_of(t, struct pty, port.tty);
}

static short master_events(struct pty *p)
{
	short r = 0;

	if (p->head != p->tail)
		r |= READ_IN;
	if (p->was_open && uk_list_empty(&p->slaves))
		r |= POLLHUP;
	if (uk_tty_room(&p->port.tty))
		r |= WRITE;
	return r;
}

static short slave_events(struct pty *p)
{
	if (p->hung_up)
		return READ_IN | WRITE | POLLERR | POLLHUP;
	return uk_tty_poll(&p->port, READ_IN | WRITE);
}

static void tell_master(struct pty *p)
{
	uk_waitq_wake(&p->master_wait, UK_WAKE_ALL);
	uk_file_notify(&p->master, master_events(p));
}

static void tell_slaves(struct pty *p)
{
	short events = slave_events(p);

	uk_waitq_wake(&p->port.waiters, UK_WAKE_ALL);
	UK_LIST_FOREACH(s, &p->slaves, struct slave, link)
		uk_file_notify(&s->file, events);
}

/* What slaves write, and echoes, of which those that do not fit are not shown. */
static void put(struct uk_tty *t, const char *buf, size_t len)
{
	struct pty *p = of_tty(t);

	for (; len > 0 && p->head - p->tail < RING; len--)
		p->ring[p->head++ % RING] = *buf++;
	tell_master(p);
}

static void signal_program(struct uk_tty *t, int sig)
{
	if (of_tty(t) == controlling)
		uk_tty_signal(sig);
}

static ssize_t port_room(struct uk_tty_port *port)
{
	struct pty *p = of_port(port);
	ssize_t left = RING - ECHOES - (ssize_t)(p->head - p->tail);

	if (p->hung_up)
		return -EIO;
	if (port->tty.modes.c_oflag & OPOST)
		left /= WIDEST;
	return UK_MAX(left, (ssize_t)0);
}

static void port_taken(struct uk_tty_port *port)
{
	tell_master(of_port(port));
}

static void port_changed(struct uk_tty_port *port)
{
	tell_slaves(of_port(port));
	tell_master(of_port(port));
}

static const struct uk_tty_port_ops port_ops = {
	.room = port_room,
	.taken = port_taken,
	.changed = port_changed,
};

static void free_pty(struct pty *p)
{
	if (controlling == p)
		controlling = NULL;
	ptys[p->number] = NULL;
	uk_free(p);
}

/* Requests of either end that depend on whose terminal it is; -ENOTTY: another one. */
static int session_ioctl(struct pty *p, unsigned long cmd)
{
	switch (cmd) {
	case TIOCSCTTY:
		if (controlling && controlling != p)
			return -EPERM;
		controlling = p;
		return 0;
	case TIOCNOTTY:
		if (controlling != p)
			return -ENOTTY;
		uk_tty_signal(SIGHUP);
		uk_tty_signal(SIGCONT);
		controlling = NULL;
		return 0;
	default:
		return -ENOTTY;
	}
}

static ssize_t master_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct pty *p = of_master(f);
	ssize_t done = 0;

	(void)off;
	if (uk_iov_len(iov, cnt) == 0)
		return 0;
	while (p->head == p->tail) {
		if (master_events(p) & POLLHUP)
			return -EIO;
		if (f->oflags & O_NONBLOCK)
			return -EAGAIN;
		if (uk_wait_event_intr(&p->master_wait, master_events(p) & (READ_IN | POLLHUP),
				       UK_FOREVER) < 0)
			return -EINTR;
	}
	for (; cnt > 0; iov++, cnt--) {
		for (size_t i = 0; i < iov->iov_len && p->head != p->tail; i++, done++)
			((char *)iov->iov_base)[i] = p->ring[p->tail++ % RING];
	}
	tell_slaves(p);
	return done;
}

static ssize_t master_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct pty *p = of_master(f);
	struct uk_tty *t = &p->port.tty;
	ssize_t done = 0;

	(void)off;
	for (; cnt > 0; iov++, cnt--) {
		for (size_t at = 0, n; at < iov->iov_len; at += n, done += (ssize_t)n) {
			n = uk_tty_input(t, (char *)iov->iov_base + at, iov->iov_len - at);
			if (n) {
				tell_slaves(p);
				continue;
			}
			if (f->oflags & O_NONBLOCK)
				return done ? done : -EAGAIN;
			if (uk_wait_event_intr(&p->master_wait, uk_tty_room(t), UK_FOREVER) < 0)
				return done ? done : -EINTR;
		}
	}
	return done;
}

static short master_poll(struct uk_file *f, short events)
{
	return master_events(of_master(f)) & (events | POLLHUP);
}

static int master_stat(struct uk_file *f, struct stat *st)
{
	(void)f;
	st->st_mode = S_IFCHR | 0666;
	st->st_nlink = 1;
	st->st_rdev = UK_PTMX_RDEV;
	st->st_blksize = 1024;
	return 0;
}

/* Input of the master is its slaves' output. */
static int master_flush(struct pty *p, long queue)
{
	if (queue < TCIFLUSH || queue > TCIOFLUSH)
		return -EINVAL;
	if (queue != TCOFLUSH) {
		p->tail = p->head;
		tell_slaves(p);
	}
	return 0;
}

static int master_ioctl(struct uk_file *f, unsigned long cmd, void *arg)
{
	struct pty *p = of_master(f);

	switch (cmd) {
	case TIOCGPTN:
		*(unsigned *)arg = p->number;
		return 0;
	case TIOCSPTLCK:
		p->locked = *(const int *)arg != 0;
		return 0;
	case TIOCGPTLCK:
		*(int *)arg = p->locked;
		return 0;
	case FIONREAD:
		*(int *)arg = (int)(p->head - p->tail);
		return 0;
	case TCFLSH:
		return master_flush(p, (long)(intptr_t)arg);
	case TCXONC:
		return -ENOTTY;
	case TIOCGPGRP: /* the slave's */
		*(pid_t *)arg = p == controlling ? getpgrp() : 0;
		return 0;
	case TIOCSPGRP:
	case TIOCGSID:
		if (p != controlling)
			return -ENOTTY;
		return uk_tty_ioctl(&p->port, cmd, arg);
	case TIOCSCTTY:
		return session_ioctl(p, cmd);
	default:
		return uk_tty_ioctl(&p->port, cmd, arg);
	}
}

static void master_close(struct uk_file *f)
{
	struct pty *p = of_master(f);

	p->hung_up = p->port.ended = true;
	uk_tty_flush_input(&p->port.tty);
	p->port.tty.stopped = false;
	if (p == controlling) {
		uk_tty_signal(SIGHUP);
		uk_tty_signal(SIGCONT);
		controlling = NULL;
	}
	tell_slaves(p);
	if (uk_list_empty(&p->slaves))
		free_pty(p);
}

static const struct uk_file_ops master_ops = {
	.type = "pty",
	.readv = master_readv,
	.writev = master_writev,
	.poll = master_poll,
	.stat = master_stat,
	.ioctl = master_ioctl,
	.close = master_close,
};

static ssize_t slave_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	(void)off;
	return uk_tty_readv(&of_slave(f)->port, f, iov, cnt);
}

static ssize_t slave_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	(void)off;
	return uk_tty_writev(&of_slave(f)->port, f, iov, cnt);
}

static short slave_poll(struct uk_file *f, short events)
{
	return slave_events(of_slave(f)) & (events | POLLERR | POLLHUP);
}

static int slave_stat(struct uk_file *f, struct stat *st)
{
	st->st_mode = S_IFCHR | 0620;
	st->st_nlink = 1;
	st->st_rdev = UK_PTY_RDEV(of_slave(f)->number);
	st->st_blksize = 1024;
	return 0;
}

static int slave_ioctl(struct uk_file *f, unsigned long cmd, void *arg)
{
	struct pty *p = of_slave(f);

	if (p->hung_up)
		return cmd == TIOCSPGRP ? -ENOTTY : -EIO;
	switch (cmd) {
	case TIOCGPGRP:
	case TIOCSPGRP:
	case TIOCGSID:
		if (p != controlling)
			return -ENOTTY;
		return uk_tty_ioctl(&p->port, cmd, arg);
	case TIOCSCTTY:
	case TIOCNOTTY:
		return session_ioctl(p, cmd);
	default:
		return uk_tty_ioctl(&p->port, cmd, arg);
	}
}

static void slave_close(struct uk_file *f)
{
	struct slave *s = uk_container_of(f, struct slave, file);
	struct pty *p = s->pty;

	uk_list_remove(&s->link);
	uk_free(s);
	if (!uk_list_empty(&p->slaves))
		return;
	if (p->hung_up)
		free_pty(p);
	else
		tell_master(p);
}

static const struct uk_file_ops slave_ops = {
	.type = "pty slave",
	.readv = slave_readv,
	.writev = slave_writev,
	.poll = slave_poll,
	.stat = slave_stat,
	.ioctl = slave_ioctl,
	.close = slave_close,
};

/* What Linux's begin with. */
static void first_modes(struct termios *m)
{
	uk_tty_modes_cooked(m);
	m->c_iflag &= ~(tcflag_t)IUTF8;
	m->c_cflag = B38400 | CS8 | CREAD;
	m->c_ispeed = m->c_ospeed = B38400;
}

int uk_pty_open_master(int oflags, struct uk_file **out)
{
	unsigned n = 0;
	struct pty *p;

	while (n < UK_PTY_MAX && ptys[n])
		n++;
	if (n == UK_PTY_MAX)
		return -ENOSPC;
	p = uk_zalloc(sizeof(*p));
	if (!p)
		return -ENOMEM;
	p->number = n;
	p->locked = true;
	p->port.ops = &port_ops;
	p->port.tty.put = put;
	p->port.tty.signal = signal_program;
	first_modes(&p->port.tty.modes);
	uk_waitq_init(&p->port.waiters);
	uk_waitq_init(&p->master_wait);
	uk_list_init(&p->slaves);
	uk_file_init(&p->master, &master_ops, oflags & (O_ACCMODE | O_NONBLOCK));
	ptys[n] = p;
	*out = &p->master;
	return 0;
}

int uk_pty_open_slave(unsigned n, int oflags, struct uk_file **out)
{
	struct slave *s;

	if (!uk_pty_exists(n))
		return -ENXIO;
	if (ptys[n]->locked)
		return -EIO;
	s = uk_zalloc(sizeof(*s));
	if (!s)
		return -ENOMEM;
	s->pty = ptys[n];
	uk_file_init(&s->file, &slave_ops, oflags & (O_ACCMODE | O_NONBLOCK));
	uk_list_insert(&s->pty->slaves, &s->link);
	s->pty->was_open = true;
	*out = &s->file;
	return 0;
}

bool uk_pty_exists(unsigned n)
{
	return n < UK_PTY_MAX && ptys[n] && !ptys[n]->hung_up;
}

bool uk_pty_name(const struct uk_file *f, char *buf)
{
	if (f->ops == &master_ops)
		strcpy(buf, "/dev/ptmx");
	else if (f->ops == &slave_ops)
		uk_snprintf(buf, UK_PTY_NAME_MAX, "/dev/pts/%u",
			    uk_container_of(f, const struct slave, file)->pty->number);
	else
		return false;
	return true;
}
