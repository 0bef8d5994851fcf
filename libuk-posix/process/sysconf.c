/* SPDX-License-Identifier: BSD-3-Clause */
/* sysconf(), getpagesize(), getdtablesize(): POSIX XSH. */
#include <limits.h>
#include <signal.h>
#include <unistd.h>
#include <uk/page.h>
#include "aio/aio_priv.h"

long sysconf(int name)
{
	struct uk_page_stats pages;

	switch (name) {
	case _SC_ARG_MAX:
		return ARG_MAX;
	case _SC_CLK_TCK:
		return CLOCKS_PER_SEC;
	case _SC_OPEN_MAX:
		return (long)uk_fd_max;
	case _SC_PAGESIZE:
		return (long)UK_PAGE_SIZE;
	case _SC_NPROCESSORS_CONF:
	case _SC_NPROCESSORS_ONLN:
		return 1;
	case _SC_PHYS_PAGES:
		uk_page_stats(&pages);
		return (long)pages.total;
	case _SC_AVPHYS_PAGES:
		uk_page_stats(&pages);
		return (long)pages.free;
	case _SC_IOV_MAX:
		return IOV_MAX;
	case _SC_HOST_NAME_MAX:
		return HOST_NAME_MAX;
	case _SC_LINE_MAX:
		return LINE_MAX;
	case _SC_LOGIN_NAME_MAX:
		return LOGIN_NAME_MAX;
	case _SC_NGROUPS_MAX:
		return NGROUPS_MAX;
	case _SC_SEM_VALUE_MAX:
		return SEM_VALUE_MAX;
	case _SC_THREAD_KEYS_MAX:
		return PTHREAD_KEYS_MAX;
	case _SC_THREAD_STACK_MIN:
		return PTHREAD_STACK_MIN;
	case _SC_TTY_NAME_MAX:
		return TTY_NAME_MAX;
	case _SC_SIGQUEUE_MAX:
		return 1024;
	case _SC_RTSIG_MAX:
		return SIGRTMAX - SIGRTMIN + 1;
	case _SC_AIO_MAX:
		return UK_AIO_MAX;
	case _SC_AIO_LISTIO_MAX:
		return UK_AIO_LISTIO;
	case _SC_AIO_PRIO_DELTA_MAX:
		return UK_AIO_PRIO;
	case _SC_MQ_PRIO_MAX:
		return MQ_PRIO_MAX;
	case _SC_TIMER_MAX:
		return 256;
	case _SC_DELAYTIMER_MAX:
		return INT_MAX;
	case _SC_SYMLOOP_MAX:
		return 40;
	case _SC_TZNAME_MAX:
		return 10;
	case _SC_THREAD_DESTRUCTOR_ITERATIONS:
		return PTHREAD_DESTRUCTOR_ITERATIONS;
	case _SC_BC_BASE_MAX:
		return 99;
	case _SC_BC_DIM_MAX:
		return 2048;
	case _SC_BC_SCALE_MAX:
		return 99;
	case _SC_BC_STRING_MAX:
		return 1000;
	case _SC_COLL_WEIGHTS_MAX:
		return 2;
	case _SC_EXPR_NEST_MAX:
		return 32;
	case _SC_RE_DUP_MAX:
		return 255;
	case _SC_GETPW_R_SIZE_MAX:
	case _SC_GETGR_R_SIZE_MAX:
		return 64;
	case _SC_VERSION:
		return _POSIX_VERSION;
	case _SC_CHILD_MAX:
		return 0;
	case _SC_THREADS:
	case _SC_MAPPED_FILES:
	case _SC_FSYNC:
	case _SC_SEMAPHORES:
	case _SC_CPUTIME:
	case _SC_THREAD_CPUTIME:
	case _SC_ASYNCHRONOUS_IO:
	case _SC_MESSAGE_PASSING:
	case _SC_TIMERS:
	case _SC_MONOTONIC_CLOCK:
	case _SC_THREAD_SAFE_FUNCTIONS:
	case _SC_READER_WRITER_LOCKS:
	case _SC_BARRIERS:
	case _SC_SPIN_LOCKS:
	case _SC_CLOCK_SELECTION:
	case _SC_REALTIME_SIGNALS:
	case _SC_SHARED_MEMORY_OBJECTS:
	case _SC_THREAD_ATTR_STACKADDR:
	case _SC_THREAD_ATTR_STACKSIZE:
	case _SC_THREAD_PROCESS_SHARED:
	case _SC_THREAD_PRIO_INHERIT:
	case _SC_THREAD_PRIO_PROTECT:
	case _SC_TIMEOUTS:
	case _SC_ADVISORY_INFO:
	case _SC_IPV6:
	case _SC_MEMLOCK:
	case _SC_MEMLOCK_RANGE:
	case _SC_MEMORY_PROTECTION:
	case _SC_SYNCHRONIZED_IO:
		return 200809;
	case _SC_REGEXP:
		return 1;
	case _SC_JOB_CONTROL:
	case _SC_SAVED_IDS:
	case _SC_THREAD_PRIORITY_SCHEDULING:
	case _SC_PRIORITIZED_IO:
	case _SC_PRIORITY_SCHEDULING:
	case _SC_SHELL:
	case _SC_SPAWN:
	case _SC_SPORADIC_SERVER:
	case _SC_TYPED_MEMORY_OBJECTS:
	case _SC_2_C_DEV:
	case _SC_2_FORT_DEV:
	case _SC_2_LOCALEDEF:
	case _SC_2_SW_DEV:
	case _SC_XOPEN_REALTIME:
	case _SC_XOPEN_UNIX:
	case _SC_THREAD_THREADS_MAX:
	case _SC_STREAM_MAX:
	case _SC_SEM_NSEMS_MAX:
	case _SC_MQ_OPEN_MAX:
	case _SC_ATEXIT_MAX:
		return -1; /* absent, or without limit */
	default:
		return uk_ret(-EINVAL);
	}
}

int getpagesize(void)
{
	return (int)UK_PAGE_SIZE;
}

int getdtablesize(void)
{
	return (int)uk_fd_max;
}
