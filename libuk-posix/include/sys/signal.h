/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Signals: POSIX XBD <signal.h>, all that ISO C's part of it (newlib's <signal.h>) leaves out.
 *
 * A signal reaches a thread at its system calls: those that block end with EINTR, or start
 * again (SA_RESTART), and the handler runs in between; a thread that only computes gets it at
 * its next call. Numbers are newlib's below 32; 32 to 63 are the real-time signals, which
 * queue. Default actions end the image with status 128 + number, or do nothing: nothing could
 * continue an image that stopped.
 */
#ifndef _SYS_SIGNAL_H
#define _SYS_SIGNAL_H

#include <sys/_sigset.h>
#include <sys/_timespec.h>
#include <sys/cdefs.h>
#include <sys/features.h>
#include <sys/types.h>

#if !defined(_SIGSET_T_DECLARED)
#define _SIGSET_T_DECLARED
typedef __sigset_t sigset_t; /* bit n: signal n */
#endif

#define SIGHUP	  1
#define SIGINT	  2
#define SIGQUIT	  3
#define SIGILL	  4
#define SIGTRAP	  5
#define SIGABRT	  6
#define SIGIOT	  SIGABRT
#define SIGEMT	  7
#define SIGFPE	  8
#define SIGKILL	  9
#define SIGBUS	  10
#define SIGSEGV	  11
#define SIGSYS	  12
#define SIGPIPE	  13
#define SIGALRM	  14
#define SIGTERM	  15
#define SIGURG	  16
#define SIGSTOP	  17
#define SIGTSTP	  18
#define SIGCONT	  19
#define SIGCHLD	  20
#define SIGCLD	  SIGCHLD
#define SIGTTIN	  21
#define SIGTTOU	  22
#define SIGIO	  23
#define SIGPOLL	  SIGIO
#define SIGXCPU	  24
#define SIGXFSZ	  25
#define SIGVTALRM 26
#define SIGPROF	  27
#define SIGWINCH  28
#define SIGLOST	  29
#define SIGPWR	  SIGLOST
#define SIGUSR1	  30
#define SIGUSR2	  31
#define SIGRTMIN  32
#define SIGRTMAX  63
#define NSIG	  64
#define _NSIG	  NSIG

union sigval {
	int sival_int;
	void *sival_ptr;
};
typedef union sigval sigval_t;

#define SIGEV_NONE   1
#define SIGEV_SIGNAL 2
#define SIGEV_THREAD 3

struct sigevent {
	int sigev_notify;
	int sigev_signo;
	union sigval sigev_value;
	void (*sigev_notify_function)(union sigval);
	pthread_attr_t *sigev_notify_attributes;
};

typedef struct {
	int si_signo;
	int si_code;
	int si_errno;
	int si_pid;
	uid_t si_uid;
	int si_status;
	void *si_addr; /* of the fault */
	long si_band;
	union sigval si_value;
	int si_fd;
	int si_overrun; /* expirations of a timer besides the one that is told */
	timer_t si_timerid;
} siginfo_t;

#define si_int si_value.sival_int
#define si_ptr si_value.sival_ptr

/* si_code: who sent it … */
#define SI_USER	   0  /* kill(), raise() */
#define SI_QUEUE   -1 /* sigqueue() */
#define SI_TIMER   -2
#define SI_MESGQ   -3
#define SI_ASYNCIO -4
#define SI_TKILL   -6	/* pthread_kill() */
#define SI_KERNEL  0x80 /* the host, SIGPIPE, alarm() */
/* … or what went wrong */
#define ILL_ILLOPC    1
#define ILL_ILLOPN    2
#define ILL_ILLADR    3
#define ILL_ILLTRP    4
#define ILL_PRVOPC    5
#define ILL_PRVREG    6
#define ILL_COPROC    7
#define ILL_BADSTK    8
#define FPE_INTDIV    1
#define FPE_INTOVF    2
#define FPE_FLTDIV    3
#define FPE_FLTOVF    4
#define FPE_FLTUND    5
#define FPE_FLTRES    6
#define FPE_FLTINV    7
#define FPE_FLTSUB    8
#define SEGV_MAPERR   1
#define SEGV_ACCERR   2
#define BUS_ADRALN    1
#define BUS_ADRERR    2
#define BUS_OBJERR    3
#define TRAP_BRKPT    1
#define TRAP_TRACE    2
#define CLD_EXITED    1
#define CLD_KILLED    2
#define CLD_DUMPED    3
#define CLD_TRAPPED   4
#define CLD_STOPPED   5
#define CLD_CONTINUED 6
#define POLL_IN	      1
#define POLL_OUT      2
#define POLL_MSG      3
#define POLL_ERR      4
#define POLL_PRI      5
#define POLL_HUP      6

#define SA_NOCLDSTOP 0x1 /* accepted, without effect, as SA_NOCLDWAIT */
#define SA_SIGINFO   0x2
#define SA_ONSTACK   0x4
#define SA_RESTART   0x8
#define SA_NODEFER   0x10
#define SA_RESETHAND 0x20
#define SA_NOCLDWAIT 0x40
#define SA_NOMASK    SA_NODEFER
#define SA_ONESHOT   SA_RESETHAND

typedef void (*_sig_func_ptr)(int);

struct sigaction {
	int sa_flags;
	sigset_t sa_mask;
	union {
		_sig_func_ptr _handler;
		void (*_sigaction)(int, siginfo_t *, void *); /* the last one: ucontext_t * */
	} _signal_handlers;
};
#define sa_handler   _signal_handlers._handler
#define sa_sigaction _signal_handlers._sigaction

#define MINSIGSTKSZ 4096
#define SIGSTKSZ    16384
#define SS_ONSTACK  0x1
#define SS_DISABLE  0x2

typedef struct sigaltstack {
	void *ss_sp;
	int ss_flags;
	size_t ss_size;
} stack_t;

#define SIG_SETMASK 0
#define SIG_BLOCK   1
#define SIG_UNBLOCK 2
#define SIG_HOLD    ((_sig_func_ptr)2) /* sigset() */

__BEGIN_DECLS
/* Process 1, its group 0, and -1 are this image; others: ESRCH. */
int kill(pid_t pid, int sig);
int killpg(pid_t pgrp, int sig);
int sigqueue(pid_t pid, int sig, const union sigval value); /* EAGAIN: 1024 are queued */
int pthread_kill(pthread_t thread, int sig);
int pthread_sigqueue(pthread_t thread, int sig, const union sigval value);

int sigaction(int sig, const struct sigaction *act, struct sigaction *old);
int siginterrupt(int sig, int flag);
int sigprocmask(int how, const sigset_t *set, sigset_t *old);
int pthread_sigmask(int how, const sigset_t *set, sigset_t *old);
int sigpending(sigset_t *set);
int sigsuspend(const sigset_t *mask);
int sigwait(const sigset_t *set, int *sig);
int sigwaitinfo(const sigset_t *set, siginfo_t *info);
int sigtimedwait(const sigset_t *set, siginfo_t *info, const struct timespec *timeout);
int sigaltstack(const stack_t *__restrict stack, stack_t *__restrict old);

int sigemptyset(sigset_t *set);
int sigfillset(sigset_t *set);
int sigaddset(sigset_t *set, const int sig);
int sigdelset(sigset_t *set, const int sig);
int sigismember(const sigset_t *set, int sig);
#if __GNU_VISIBLE
int sigisemptyset(const sigset_t *set);
int sigandset(sigset_t *to, const sigset_t *a, const sigset_t *b);
int sigorset(sigset_t *to, const sigset_t *a, const sigset_t *b);
#endif

/* System V's, in the meaning of the standard's obsolescent part. */
_sig_func_ptr sigset(int sig, _sig_func_ptr handler);
int sighold(int sig);
int sigrelse(int sig);
int sigignore(int sig);
int sigpause(int sig);

void psiginfo(const siginfo_t *info, const char *prefix);
__END_DECLS

#ifndef _SIGNAL_H_
#include <signal.h>
#endif
#endif
