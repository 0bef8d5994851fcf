/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * For packages that work on platform linux only (host files, host sockets,
 * TAP): the host's system calls, and waiting for its descriptors. On another
 * platform of the same image these must not be called: look at
 * uk_linux_running() first.
 */
#ifndef UK_PLAT_LINUX_H
#define UK_PLAT_LINUX_H

#include <stdbool.h>
#include <stdint.h>
#include <uk/arch/linux_syscall.h> /* uk_linux_syscall, UK_LINUX_NR_… of the architecture */
#include <uk/list.h>

/* Does this image run as a Linux process now? */
bool uk_linux_running(void);

/*
 * long uk_linux_syscall(long nr, long a, long b, long c, long d, long e, long f)
 *
 * The raw call; returns what the kernel does, errors as negative Linux numbers.
 * uk_linux_errno turns such a result into the pool's: a negative
 * errno of newlib's numbering (they differ above 34), others unchanged.
 */
long uk_linux_errno(long result);

/* epoll's bits, as in Linux's <sys/epoll.h> */
#define UK_LINUX_IN	 0x001u
#define UK_LINUX_OUT	 0x004u
#define UK_LINUX_ERR	 0x008u
#define UK_LINUX_HUP	 0x010u
#define UK_LINUX_RDHUP	 0x2000u
#define UK_LINUX_ONESHOT (1u << 30)
#define UK_LINUX_EDGE	 (1u << 31)

/*
 * A host descriptor that somebody waits for. When one of @events holds, fn is called in
 * the scheduler's context, as irq handlers are (uk/irq.h): it must not block. Level-triggered
 * unless UK_LINUX_EDGE or UK_LINUX_ONESHOT is asked for; whoever does not take in the input
 * must use one of these.
 */
struct uk_linux_watch {
	int fd;
	uint32_t events;
	void (*fn)(struct uk_linux_watch *w, uint32_t events);
	bool added;
};

/* Start watching, or change events of a watch (re-arms ONESHOT). @w stays the caller's. 0 or
 * -errno; -EPERM: a file that is always ready. */
int uk_linux_watch(struct uk_linux_watch *w);
/* Stop; must be called before the descriptor is closed. */
void uk_linux_unwatch(struct uk_linux_watch *w);

/*
 * From now on signal @signo of the host (its number) does not end the process: fn(signo) is
 * called in the scheduler's context for each that arrives. fn is the same for all signals. 0,
 * -EINVAL, or -errno.
 */
int uk_linux_catch(int signo, void (*fn)(int signo));
/* It is ignored, as with SIG_IGN. */
int uk_linux_ignore(int signo);

#endif
