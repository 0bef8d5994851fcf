/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * timerfd_create(2): a read returns how often the timer expired since the last
 * one. Expirations are counted from the clock when someone looks, so that a
 * short interval costs no more than a long one.
 */
#include <poll.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <uk/heap.h>
#include <uk/timer.h>
#include "posix.h"

struct timerfd {
	struct uk_file file;
	clockid_t clock;
	uint64_t
		next; /* uk_clock_ns() of the first expiration not read; UK_FOREVER: disarmed */
	uint64_t interval; /* 0: once */
	struct uk_timer timer;
	struct uk_waitq readers;
};

static const struct uk_file_ops ops;

static struct timerfd *timerfd_of(struct uk_file *f)
{
	return uk_container_of(f, struct timerfd, file);
}

static bool expired(const struct timerfd *t)
{
	return t->next != UK_FOREVER && uk_clock_ns() >= t->next;
}

static void fire(struct uk_timer *timer)
{
	struct timerfd *t = uk_container_of(timer, struct timerfd, timer);

	uk_waitq_wake(&t->readers, UK_WAKE_ALL);
	uk_file_notify(&t->file, POLLIN | POLLRDNORM);
}

static int arm(struct timerfd *t)
{
	if (t->next != UK_FOREVER)
		return uk_timer_arm(&t->timer, t->next);
	uk_timer_cancel(&t->timer);
	return 0;
}

static ssize_t timerfd_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct timerfd *t = timerfd_of(f);
	uint64_t n = 1;

	(void)off;
	if (uk_iov_len(iov, cnt) < (ssize_t)sizeof(n))
		return -EINVAL;
	if (!expired(t)) {
		if (f->oflags & O_NONBLOCK)
			return -EAGAIN;
		if (uk_wait_event_intr(&t->readers, expired(t), UK_FOREVER) < 0)
			return -EINTR;
	}
	if (t->interval) {
		n += (uk_clock_ns() - t->next) / t->interval;
		t->next += n * t->interval;
	} else {
		t->next = UK_FOREVER;
	}
	/* It was armed before: there is a place for it. */
	arm(t);
	uk_iov_put(iov, &n, sizeof(n));
	return sizeof(n);
}

static short timerfd_poll(struct uk_file *f, short events)
{
	return expired(timerfd_of(f)) ? events & (POLLIN | POLLRDNORM) : 0;
}

static int timerfd_stat(struct uk_file *f, struct stat *st)
{
	(void)f;
	st->st_mode = 0600;
	st->st_nlink = 1;
	return 0;
}

static void timerfd_close(struct uk_file *f)
{
	struct timerfd *t = timerfd_of(f);

	uk_timer_cancel(&t->timer);
	uk_free(t);
}

static const struct uk_file_ops ops = {
	.type = "timerfd",
	.readv = timerfd_readv,
	.poll = timerfd_poll,
	.stat = timerfd_stat,
	.close = timerfd_close,
};

static int make(clockid_t clock, int flags)
{
	struct timerfd *t;
	int r;

	if (flags & ~(TFD_CLOEXEC | TFD_NONBLOCK) ||
	    (clock != CLOCK_REALTIME && clock != CLOCK_MONOTONIC && clock != CLOCK_BOOTTIME))
		return -EINVAL;
	t = uk_zalloc(sizeof(*t));
	if (!t)
		return -ENOMEM;
	t->clock = clock;
	t->next = UK_FOREVER;
	uk_timer_init(&t->timer, fire);
	uk_waitq_init(&t->readers);
	uk_file_init(&t->file, &ops, O_RDWR | (flags & TFD_NONBLOCK));
	r = uk_fd_install(&t->file, 0, flags & TFD_CLOEXEC ? FD_CLOEXEC : 0);
	if (r < 0)
		uk_file_unref(&t->file);
	return r;
}

int timerfd_create(clockid_t clock, int flags)
{
	return (int)uk_ret(make(clock, flags));
}

static void tell(const struct timerfd *t, struct itimerspec *v)
{
	uint64_t now = uk_clock_ns(), left = 0;

	if (t->next != UK_FOREVER) {
		left = t->next > now ? t->next - now : 0;
		if (!left && t->interval)
			left = t->interval - (now - t->next) % t->interval;
	}
	v->it_value = uk_timespec(left);
	v->it_interval = uk_timespec(t->interval);
}

static int set(struct timerfd *t, int flags, const struct itimerspec *v)
{
	uint64_t next = UK_FOREVER, interval, before = t->next, every = t->interval;
	int r;

	if (flags & ~(TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET))
		return -EINVAL;
	if (uk_interval_ns(&v->it_interval, &interval))
		return -EINVAL;
	if (flags & TFD_TIMER_ABSTIME)
		r = uk_deadline(t->clock, &v->it_value, &next);
	else
		r = uk_deadline_in(&v->it_value, &next);
	if (r < 0)
		return r;
	/* In the past: the expirations since then count. */
	if (next == 0 && uk_interval_ns(&v->it_value, &next) == 0) {
		uint64_t ago = (uint64_t)uk_clock_read(t->clock) - next, now = uk_clock_ns();

		next = now > ago ? now - ago : 0;
	}
	/* Zero disarms, whatever the clock. */
	if (!v->it_value.tv_sec && !v->it_value.tv_nsec)
		next = UK_FOREVER;
	t->next = next;
	t->interval = interval;
	r = arm(t);
	if (r < 0) {
		t->next = before;
		t->interval = every;
	}
	return r;
}

/* The timer of @fd with a reference to its file, or NULL and *r. */
static struct timerfd *get(int fd, int *r)
{
	struct uk_file *f = uk_fd_get(fd);

	*r = -EBADF;
	if (f && f->ops != &ops) {
		uk_file_unref(f);
		f = NULL;
		*r = -EINVAL;
	}
	return f ? timerfd_of(f) : NULL;
}

int timerfd_settime(int fd, int flags, const struct itimerspec *value, struct itimerspec *old)
{
	struct itimerspec was;
	struct timerfd *t;
	int r;

	t = get(fd, &r);
	if (t) {
		tell(t, &was);
		r = set(t, flags, value);
		if (r == 0 && old)
			*old = was;
		uk_file_unref(&t->file);
	}
	return (int)uk_ret(r);
}

int timerfd_gettime(int fd, struct itimerspec *value)
{
	struct timerfd *t;
	int r;

	t = get(fd, &r);
	if (t) {
		tell(t, value);
		uk_file_unref(&t->file);
		r = 0;
	}
	return (int)uk_ret(r);
}
