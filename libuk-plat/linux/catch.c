/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Signals of the host for the program: blocked, and read from a descriptor like any other
 * input, so none comes in between the last look and the sleep of idle.
 */
#include <errno.h>
#include "linux.h"

#define SIGSET_SIZE   8
#define SIG_BLOCK     0
#define SFD_NONBLOCK  04000
#define SFD_CLOEXEC   02000000
#define SA_RESTORER   0x04000000ul
#define SIG_IGN	      1
#define SIGNALFD_INFO 128 /* bytes of a record, whose first 4 are the number */

void uk_linux_sigreturn(void); /* sigreturn.S */

/* What UK_NEED(linux_catch) refers to, as others refer to this weakly; it does not keep the
 * rest. */
extern const char linux_catch[];
const char linux_catch[1] = { 0 };

static uint64_t caught;
static void (*tell)(int signo);

static void arrived(struct uk_linux_watch *w, uint32_t events)
{
	uint32_t record[SIGNALFD_INFO / 4];

	(void)events;
	while (sys3(UK_LINUX_NR_read, w->fd, (long)record, sizeof(record)) == sizeof(record))
		tell((int)record[0]);
}

int uk_linux_catch(int signo, void (*fn)(int signo))
{
	static struct uk_linux_watch watch = { .fd = -1, .events = UK_LINUX_IN, .fn = arrived };
	uint64_t set = caught | UINT64_C(1) << (signo - 1);
	long fd;
	int r;

	if (signo < 1 || signo > 64)
		return -EINVAL;
	fd = sys4(UK_LINUX_NR_signalfd4, watch.fd, (long)&set, SIGSET_SIZE,
		  SFD_NONBLOCK | SFD_CLOEXEC);
	if (fd < 0)
		return (int)uk_linux_errno(fd);
	tell = fn;
	watch.fd = (int)fd;
	r = watch.added ? 0 : uk_linux_watch(&watch);
	if (r < 0)
		return r;
	caught = set;
	sys4(UK_LINUX_NR_rt_sigprocmask, SIG_BLOCK, (long)&set, 0, SIGSET_SIZE);
	return 0;
}

int uk_linux_ignore(int signo)
{
	/* The kernel's struct sigaction: handler, flags, restorer, mask. */
	const uint64_t action[4] = { SIG_IGN, SA_RESTORER, (uintptr_t)uk_linux_sigreturn, 0 };

	return (int)uk_linux_errno(
		sys4(UK_LINUX_NR_rt_sigaction, signo, (long)action, 0, SIGSET_SIZE));
}
