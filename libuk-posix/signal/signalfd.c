/* SPDX-License-Identifier: BSD-3-Clause */
/* signalfd(2): reading takes pending signals without running handlers. */
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <uk/heap.h>
#include "signal_priv.h"

struct signalfd {
	struct uk_file file;
	sigset_t mask;
	struct uk_list link; /* of all */
	struct uk_waitq readers;
};

static struct uk_list all = UK_LIST_INIT(all);

static struct signalfd *signalfd_of(struct uk_file *f)
{
	return uk_container_of(f, struct signalfd, file);
}

void uk_signalfd_notify(int sig)
{
	UK_LIST_FOREACH(s, &all, struct signalfd, link) {
		if (!(s->mask & UK_SIG_BIT(sig)))
			continue;
		uk_waitq_wake(&s->readers, UK_WAKE_ALL);
		uk_file_notify(&s->file, POLLIN | POLLRDNORM);
	}
}

static bool ready(const struct signalfd *s)
{
	return (uk_sig_pending(&uk_pthread_me) & s->mask) != 0;
}

static struct signalfd_siginfo record(const siginfo_t *i)
{
	return (struct signalfd_siginfo){
		.ssi_signo = (uint32_t)i->si_signo,
		.ssi_code = i->si_code,
		.ssi_pid = (uint32_t)i->si_pid,
		.ssi_uid = i->si_uid,
		.ssi_overrun = (uint32_t)i->si_overrun,
		.ssi_int = i->si_int,
		.ssi_ptr = (uintptr_t)i->si_ptr,
		.ssi_addr = (uintptr_t)i->si_addr,
	};
}

static ssize_t signalfd_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	struct signalfd *s = signalfd_of(f);
	struct signalfd_siginfo out;
	ssize_t room = uk_iov_len(iov, cnt), done = 0;
	siginfo_t info;

	(void)off;
	if (room < (ssize_t)sizeof(out))
		return -EINVAL;
	if (!ready(s) && f->oflags & O_NONBLOCK)
		return -EAGAIN;
	if (uk_wait_event_intr(&s->readers, ready(s), UK_FOREVER) < 0)
		return -EINTR;
	while (room - done >= (ssize_t)sizeof(out) &&
	       uk_sig_take(&uk_pthread_me, s->mask, &info)) {
		out = record(&info);
		uk_iov_put_at(iov, (size_t)done, &out, sizeof(out));
		done += (ssize_t)sizeof(out);
	}
	return done;
}

static short signalfd_poll(struct uk_file *f, short events)
{
	return ready(signalfd_of(f)) ? events & (POLLIN | POLLRDNORM) : 0;
}

static int signalfd_stat(struct uk_file *f, struct stat *st)
{
	(void)f;
	st->st_mode = 0600;
	st->st_nlink = 1;
	return 0;
}

static void signalfd_close(struct uk_file *f)
{
	struct signalfd *s = signalfd_of(f);

	uk_list_remove(&s->link);
	uk_free(s);
}

static const struct uk_file_ops ops = {
	.type = "signalfd",
	.readv = signalfd_readv,
	.poll = signalfd_poll,
	.stat = signalfd_stat,
	.close = signalfd_close,
};

static int make(sigset_t mask, int flags)
{
	struct signalfd *s = uk_zalloc(sizeof(*s));
	int r;

	if (!s)
		return -ENOMEM;
	s->mask = mask;
	uk_waitq_init(&s->readers);
	uk_file_init(&s->file, &ops, O_RDONLY | (flags & SFD_NONBLOCK));
	uk_list_insert(&all, &s->link);
	r = uk_fd_install(&s->file, 0, flags & SFD_CLOEXEC ? FD_CLOEXEC : 0);
	if (r < 0)
		uk_file_unref(&s->file);
	return r;
}

static int change(int fd, sigset_t mask)
{
	struct uk_file *f = uk_fd_get(fd);
	int r = fd;

	if (!f)
		return -EBADF;
	if (f->ops == &ops) {
		signalfd_of(f)->mask = mask;
		if (ready(signalfd_of(f)))
			uk_file_notify(f, POLLIN | POLLRDNORM);
	} else {
		r = -EINVAL;
	}
	uk_file_unref(f);
	return r;
}

int signalfd(int fd, const sigset_t *mask, int flags)
{
	if (flags & ~(SFD_CLOEXEC | SFD_NONBLOCK))
		return (int)uk_ret(-EINVAL);
	uk_pthread_enter();
	return (int)uk_ret(fd == -1 ? make(*mask, flags) : change(fd, *mask));
}
