/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The terminal of a Linux process is its host's. Numbers and structures of requests are the
 * same, except that the kernel's struct termios has fewer control characters, and the speed
 * among c_cflag.
 */
#include <string.h>
#include <unistd.h>
#include <uk/plat_linux.h>
#include "posix.h"
#include "tty_priv.h"

#define KERNEL_NCCS 19

struct kernel_termios {
	tcflag_t c_iflag, c_oflag, c_cflag, c_lflag;
	cc_t c_line, c_cc[KERNEL_NCCS];
};

/* In images that have the platform. */
#pragma weak uk_linux_running
#pragma weak uk_linux_errno

bool uk_host_tty(void)
{
	return uk_linux_running && uk_linux_running();
}

static int ask(int fd, unsigned long cmd, void *arg)
{
	return (int)uk_linux_errno(
		uk_linux_syscall(UK_LINUX_NR_ioctl, fd, (long)cmd, (long)arg, 0, 0, 0));
}

static int get_modes(int fd, struct termios *m)
{
	struct kernel_termios k;
	int r = ask(fd, TCGETS, &k);

	if (r < 0)
		return r;
	*m = (struct termios){ .c_iflag = k.c_iflag,
			       .c_oflag = k.c_oflag,
			       .c_cflag = k.c_cflag,
			       .c_lflag = k.c_lflag,
			       .c_line = k.c_line,
			       .c_ispeed = k.c_cflag & CBAUD,
			       .c_ospeed = k.c_cflag & CBAUD };
	memcpy(m->c_cc, k.c_cc, sizeof(k.c_cc));
	return 0;
}

static int set_modes(int fd, unsigned long cmd, const struct termios *m)
{
	struct kernel_termios k = {
		m->c_iflag, m->c_oflag, (m->c_cflag & ~(tcflag_t)CBAUD) | (m->c_ospeed & CBAUD),
		m->c_lflag, m->c_line,	{ 0 }
	};

	int r;

	memcpy(k.c_cc, m->c_cc, sizeof(k.c_cc));
	r = ask(fd, cmd, &k);
	/* Reads wait for poll() of the host to say that there is something: with MIN 0 not for
	 * ever. */
	if (r == 0 && !(m->c_lflag & ICANON) && m->c_cc[VMIN] == 0)
		uk_console_patience = m->c_cc[VTIME] * UK_TTY_TENTH_NS;
	else if (r == 0)
		uk_console_patience = UK_FOREVER;
	if (r == 0 && cmd == TCSETSF)
		uk_console_held(true);
	return r;
}

static pid_t hosts_group(void)
{
	return (pid_t)uk_linux_syscall(UK_LINUX_NR_getpgid, 0, 0, 0, 0, 0, 0);
}

/*
 * The host numbers its own processes, the image has one, 1. Is the program in the foreground,
 * its own number says so.
 */
static int get_group(int fd, pid_t *group)
{
	int r = ask(fd, TIOCGPGRP, group);

	if (r == 0 && *group == hosts_group())
		*group = getpgrp();
	return r;
}

static int set_group(int fd, pid_t group)
{
	if (group == getpgrp())
		group = hosts_group();
	return ask(fd, TIOCSPGRP, &group);
}

/* Bytes that wait, and the one that we may have taken already. */
static int count(int fd, int *n)
{
	int r = ask(fd, FIONREAD, n);

	if (r == 0 && fd == 0)
		*n += uk_console_held(false);
	return r;
}

static int flush(int fd, long queue)
{
	int r = ask(fd, TCFLSH, (void *)queue);

	if (r == 0 && queue != TCOFLUSH)
		uk_console_held(true);
	return r;
}

int uk_host_tty_ioctl(int fd, unsigned long cmd, void *arg)
{
	switch (cmd) {
	case TCGETS:
		return get_modes(fd, arg);
	case TCSETS:
	case TCSETSW:
	case TCSETSF:
		return set_modes(fd, cmd, arg);
	case TIOCGPGRP:
		return get_group(fd, arg);
	case TIOCSPGRP:
		return set_group(fd, *(const pid_t *)arg);
	case FIONREAD: /* works on pipes, too */
		return count(fd, arg);
	case TCFLSH:
		return flush(fd, (long)(intptr_t)arg);
	case TCXONC:
	case TCSBRK:
	case TIOCGWINSZ:
	case TIOCSWINSZ:
	case TIOCOUTQ:
	case TIOCGSID:
		return ask(fd, cmd, arg);
	default:
		return -ENOTTY;
	}
}
