/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The console as a terminal. From uk_console_tty_start() on, which the parameter console.tty or
 * the first tcsetattr() calls, a thread takes bytes from the device as they come, so that echo,
 * signals and STOP do not wait for a read(); until then console.c and console_input.c pass
 * bytes unchanged, and this file is only linked where ioctl() is.
 */
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <uk/console.h>
#include <uk/init.h>
#include <uk/param.h>
#include "posix.h"
#include "signal/signal_priv.h"
#include "tty_priv.h"

/* There in images that handle signals, or have main(). */
#pragma weak uk_sig_send
#pragma weak uk_sigactions
#pragma weak uk_asked_to_end

static struct uk_file_ops ops;
static struct uk_waitq arrivals = UK_WAITQ_INIT(arrivals); /* the thread's */
static struct uk_waitq waiters = UK_WAITQ_INIT(waiters);   /* readers and writers */
static bool wanted, active, ended;

static void put(struct uk_tty *t, const char *buf, size_t len)
{
	(void)t;
	uk_console_write(buf, len);
}

/* What the keys for signals ask for is what anybody outside asks for. */
static void signal_program(struct uk_tty *t, int sig)
{
	(void)t;
	if (uk_asked_to_end && (sig == SIGINT || sig == SIGQUIT))
		uk_asked_to_end(sig);
	else if (uk_sig_send && uk_sigactions[sig].sa_handler != SIG_DFL)
		uk_sig_send(NULL, sig, NULL);
}

struct uk_tty uk_console_tty; /* zero: not in the image's file */

/* "on", "off", or what the one who shows it knows of its size: "24x80". */
static int set_tty(const char *value)
{
	unsigned size[2] = { 0, 0 };
	int i = 0;

	wanted = strcmp(value, "off") != 0;
	if (!wanted || strcmp(value, "on") == 0)
		return 0;
	for (; *value; value++) {
		if (*value == 'x' && i == 0 && size[0])
			i = 1;
		else if (*value >= '0' && *value <= '9' && size[i] < 1000)
			size[i] = size[i] * 10 + (unsigned)(*value - '0');
		else
			return -EINVAL;
	}
	uk_console_tty.size.ws_row = (unsigned short)size[0];
	uk_console_tty.size.ws_col = (unsigned short)size[1];
	return size[0] && size[1] ? 0 : -EINVAL;
}
UK_PARAM_CUSTOM(
	console, tty, set_tty,
	"ROWSxCOLUMNS, on or off: someone types: begin with lines, echo and keys for signals");

void uk_console_tty_changed(void)
{
	short events = uk_tty_readable(&uk_console_tty) || ended ? POLLIN | POLLRDNORM : 0;

	if (!uk_console_tty.stopped)
		events |= POLLOUT | POLLWRNORM;
	uk_waitq_wake(&waiters, UK_WAKE_ALL);
	uk_waitq_wake(&arrivals, UK_WAKE_ALL);
	for (int i = 0; i < 3; i++)
		uk_file_notify(&uk_console_files[i], events);
}

static void arrived(void)
{
	uk_waitq_wake(&arrivals, UK_WAKE_ALL);
}

static void *pump(void *arg)
{
	char buf[256];
	int n = 0, done;

	(void)arg;
	uk_devices_find();
	uk_console_input_hook = arrived;
	for (;;) {
		uk_wait_event(&arrivals, (n = uk_console_take(buf, sizeof(buf))) != 0,
			      UK_FOREVER);
		if (n < 0)
			break;
		for (done = 0; done < n;) {
			uk_wait_event(&arrivals, uk_tty_room(&uk_console_tty), UK_FOREVER);
			done += (int)uk_tty_input(&uk_console_tty, buf + done,
						  (size_t)(n - done));
			uk_console_tty_changed();
		}
	}
	uk_tty_hangup(&uk_console_tty);
	ended = true;
	uk_console_tty_changed();
	return NULL;
}

void uk_console_tty_flush_input(void)
{
	char buf[256];

	uk_tty_flush_input(&uk_console_tty);
	while (!ended && uk_console_take(buf, sizeof(buf)) > 0)
		;
	uk_console_tty_changed();
}

/* As many bytes as make a read return: POSIX XBD 11.1.7, cases A and B. */
static size_t enough(size_t len)
{
	size_t min = uk_console_tty.modes.c_cc[VMIN];

	return min == 0 ? 1 : UK_MIN(min, len);
}

/* Wait until a read of @len bytes has what it waits for. 0, -EAGAIN or -EINTR. */
static int wait_input(size_t len, bool nonblock)
{
	struct uk_tty *t = &uk_console_tty;
	const cc_t *cc = t->modes.c_cc;
	uint64_t began = uk_clock_ns(), deadline;
	size_t have;
	bool lines;
	int r;

	for (;;) {
		lines = t->modes.c_lflag & ICANON;
		have = lines ? t->canon != t->tail : t->head - t->tail;
		if (ended || have >= (lines ? 1 : enough(len)))
			return 0;
		if (!lines && cc[VMIN] == 0 && cc[VTIME] == 0)
			return 0;
		if (nonblock)
			return have && !lines ? 0 : -EAGAIN;
		deadline = UK_FOREVER;
		if (!lines && cc[VTIME] && (cc[VMIN] == 0 || have))
			deadline = (cc[VMIN] ? uk_clock_ns() : began) +
				   cc[VTIME] * UK_TTY_TENTH_NS;
		uk_sched_lock();
		/* Anything that happens to the terminal, then look again. */
		r = uk_waitq_wait_intr(&waiters, deadline);
		uk_sched_unlock();
		if (r == -EINTR)
			return have && !lines ? 0 : r;
		if (r < 0 && t->head - t->tail == have && !(t->modes.c_lflag & ICANON))
			return 0; /* the time is over */
	}
}

static ssize_t tty_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	ssize_t r;

	(void)off;
	while (cnt > 0 && iov->iov_len == 0)
		iov++, cnt--;
	if (cnt == 0)
		return 0;
	r = wait_input(iov->iov_len, f->oflags & O_NONBLOCK);
	if (r == -EAGAIN) {
		/* The thread that takes input in has its turn. */
		uk_give_way();
		r = wait_input(iov->iov_len, true);
	}
	if (r < 0)
		return r;
	/* One piece only: a short count is always right. */
	r = (ssize_t)uk_tty_take(&uk_console_tty, iov->iov_base, iov->iov_len);
	uk_waitq_wake(&arrivals, UK_WAKE_ALL); /* there is room */
	return r;
}

static ssize_t tty_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct uk_tty *t = &uk_console_tty;
	ssize_t n = 0;

	(void)off;
	for (; cnt > 0; iov++, cnt--) {
		if (t->stopped && f->oflags & O_NONBLOCK)
			return n ? n : -EAGAIN;
		if (uk_wait_event_intr(&waiters, !t->stopped, UK_FOREVER) < 0)
			return n ? n : -EINTR;
		uk_tty_output(t, iov->iov_base, iov->iov_len);
		n += (ssize_t)iov->iov_len;
	}
	return n;
}

static short tty_poll(struct uk_file *f, short events)
{
	short r = 0;

	(void)f;
	if (!uk_console_tty.stopped)
		r |= events & (POLLOUT | POLLWRNORM);
	if (uk_tty_readable(&uk_console_tty) || ended)
		r |= events & (POLLIN | POLLRDNORM);
	return r;
}

int uk_console_tty_start(void)
{
	static const struct uk_thread_attr attr = { .name = "tty", .detached = true };
	struct uk_thread *t;
	int r;

	if (active)
		return 0;
	r = uk_thread_create(&t, &attr, pump, NULL);
	if (r < 0)
		return r;
	active = true;
	ops = *uk_console_files[0].ops;
	ops.readv = tty_readv;
	ops.writev = tty_writev;
	ops.poll = tty_poll;
	for (int i = 0; i < 3; i++)
		uk_console_files[i].ops = &ops;
	uk_console_handed_over();
	return 0;
}

static int init(void)
{
	uk_console_tty.put = put;
	uk_console_tty.signal = signal_program;
	uk_tty_modes_raw(&uk_console_tty.modes);
	/* A process has its host's terminal. */
	if (!wanted || uk_host_tty())
		return 0;
	uk_tty_modes_cooked(&uk_console_tty.modes);
	return uk_console_tty_start();
}
UK_INIT(UK_LEVEL_SYS, init);
