/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pseudo-terminals as BSD and Linux have them. <stdlib.h> has POSIX's functions. There are no
 * forkpty() and login_tty(), as there is no process to give a terminal to.
 */
#ifndef _PTY_H
#define _PTY_H

#include <sys/cdefs.h>
#include <sys/ioctl.h>
#include <termios.h>

__BEGIN_DECLS
/*
 * A pseudo-terminal: descriptors of its two ends, both to be closed. @modes and @size may be
 * NULL; @name, of 13 bytes at least, too. 0; or -1 and errno: ENOSPC, EMFILE, ENOMEM.
 */
int openpty(int *master, int *slave, char *name, const struct termios *modes,
	    const struct winsize *size);
__END_DECLS

#endif
