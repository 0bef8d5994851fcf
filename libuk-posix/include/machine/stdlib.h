/* SPDX-License-Identifier: BSD-3-Clause */
/* In place of newlib's, and included by its <stdlib.h>: pseudo-terminals, POSIX XSI. */
#ifndef _MACHSTDLIB_H_
#define _MACHSTDLIB_H_

#include <sys/cdefs.h>
#include <stddef.h>

#if __XSI_VISIBLE
__BEGIN_DECLS
/*
 * A new pseudo-terminal: a descriptor of its master. @oflags: O_RDWR, O_NOCTTY; also
 * O_NONBLOCK, O_CLOEXEC. -1 and errno: ENOSPC (256 are there), EMFILE, ENOMEM. What is written
 * to the master is typed at the slave's terminal, what it reads is what that shows. Reads fail
 * with EIO while no slave is open but one was. When the master is closed its slaves have hung
 * up: reads return 0, all else fails with EIO.
 */
int posix_openpt(int oflags);
/* Nothing, as everybody is root. -1 and errno: EBADF; EINVAL: not a master. */
int grantpt(int master);
/* Let the slave be opened. Errors as grantpt(). */
int unlockpt(int master);
/* The name of its slave, until the next call. NULL and errno: EBADF; ENOTTY: not a master. */
char *ptsname(int master);
#if __GNU_VISIBLE
/* The same in @buf. 0, EBADF, ENOTTY, or ERANGE: it is longer than @len. */
int ptsname_r(int master, char *buf, size_t len);
#endif
__END_DECLS
#endif

#endif
