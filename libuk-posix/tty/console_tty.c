/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The console as a terminal. From start() on, which the parameter console.tty or
 * the first tcsetattr() calls, a thread takes bytes from the device as they come, so that echo,
 * signals and STOP do not wait for a read(); until then console.c and console_input.c pass
 * bytes unchanged, and this file is only linked where ioctl() is.
 */
#include <poll.h>
#include <string.h>
#include <uk/console.h>
#include <uk/init.h>
#include <uk/param.h>
#include "posix.h"
#include "tty_priv.h"

static struct uk_file_ops ops;
static struct uk_waitq arrivals = UK_WAITQ_INIT(arrivals); /* the thread's */
static struct uk_tty_port port;				   /* zero: not in the image's file */
static struct uk_tty *const tty = &port.tty;
static bool wanted, active;

static void put(struct uk_tty *t, const char *buf, size_t len)
{
	(void)t;
	uk_console_write(buf, len);
}

static void signal_program(struct uk_tty *t, int sig)
{
	(void)t;
	uk_tty_signal(sig);
}

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
	tty->size.ws_row = (unsigned short)size[0];
	tty->size.ws_col = (unsigned short)size[1];
	return size[0] && size[1] ? 0 : -EINVAL;
}
UK_PARAM_CUSTOM(
	console, tty, set_tty,
	"ROWSxCOLUMNS, on or off: someone types: begin with lines, echo and keys for signals");

static void changed(struct uk_tty_port *p)
{
	short events = uk_tty_poll(p, POLLIN | POLLRDNORM | POLLOUT | POLLWRNORM);

	uk_waitq_wake(&p->waiters, UK_WAKE_ALL);
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
			uk_wait_event(&arrivals, uk_tty_room(tty), UK_FOREVER);
			done += (int)uk_tty_input(tty, buf + done, (size_t)(n - done));
			changed(&port);
		}
	}
	uk_tty_hangup(tty);
	port.ended = true;
	changed(&port);
	return NULL;
}

static void flush_device(struct uk_tty_port *p)
{
	char buf[256];

	while (!p->ended && uk_console_take(buf, sizeof(buf)) > 0)
		;
}

static void taken(struct uk_tty_port *p)
{
	(void)p;
	uk_waitq_wake(&arrivals, UK_WAKE_ALL); /* there is room */
}

static ssize_t tty_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	(void)off;
	return uk_tty_readv(&port, f, iov, cnt);
}

static ssize_t tty_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	(void)off;
	return uk_tty_writev(&port, f, iov, cnt);
}

static short tty_poll(struct uk_file *f, short events)
{
	(void)f;
	return uk_tty_poll(&port, events);
}

static int start(struct uk_tty_port *p)
{
	static const struct uk_thread_attr attr = { .name = "tty", .detached = true };
	struct uk_thread *t;
	int r;

	(void)p;
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

static const struct uk_tty_port_ops port_ops = {
	.start = start,
	.taken = taken,
	.changed = changed,
	.flush_input = flush_device,
};

int uk_console_ioctl(struct uk_file *f, unsigned long cmd, void *arg)
{
	/* A process has its host's terminal. */
	if (uk_host_tty())
		return uk_host_tty_ioctl((int)(f - uk_console_files), cmd, arg);
	return uk_tty_ioctl(&port, cmd, arg);
}

static int init(void)
{
	port.ops = &port_ops;
	uk_waitq_init(&port.waiters);
	tty->put = put;
	tty->signal = signal_program;
	uk_tty_modes_raw(&tty->modes);
	if (!wanted || uk_host_tty())
		return 0;
	uk_tty_modes_cooked(&tty->modes);
	return start(&port);
}
UK_INIT(UK_LEVEL_SYS, init);
