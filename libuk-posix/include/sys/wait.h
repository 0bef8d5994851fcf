/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Child processes, of which there are none: POSIX XBD <sys/wait.h>. The
 * functions fail with ENOSYS (see uk/stubs.h).
 */
#ifndef _SYS_WAIT_H
#define _SYS_WAIT_H

#include <sys/cdefs.h>
#include <sys/signal.h>
#include <sys/types.h>

#define WNOHANG	   1
#define WUNTRACED  2
#define WCONTINUED 8

#define WEXITSTATUS(s)	(((s) >> 8) & 0xff)
#define WTERMSIG(s)	((s)&0x7f)
#define WSTOPSIG(s)	WEXITSTATUS(s)
#define WIFEXITED(s)	(WTERMSIG(s) == 0)
#define WIFSIGNALED(s)	(WTERMSIG(s) > 0 && WTERMSIG(s) < 0x7f)
#define WIFSTOPPED(s)	(((s)&0xff) == 0x7f)
#define WIFCONTINUED(s) ((s) == 0xffff)
#define WCOREDUMP(s)	((s)&0x80)

/* Of waitid() only. */
#define WSTOPPED WUNTRACED
#define WEXITED	 4
#define WNOWAIT	 0x1000000

typedef enum { P_ALL, P_PID, P_PGID } idtype_t;

__BEGIN_DECLS
pid_t wait(int *status);
pid_t waitpid(pid_t pid, int *status, int options);
int waitid(idtype_t type, id_t id, siginfo_t *info, int options);
__END_DECLS

#endif
