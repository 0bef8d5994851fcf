/* SPDX-License-Identifier: BSD-3-Clause */
/* Scheduling of the process: POSIX XSH sched_setscheduler() and kin. It is that of the caller.
 */
#include <unistd.h>
#include <uk/anchor.h>
#include <uk/sched.h>
#include "thread/self.h"

/* In its file is uk_pthread_sched(), which is declared weak for those that do without. */
UK_NEED(pthread_setschedparam);

/* 0 if @pid is this process, else the error. */
static int is_us(pid_t pid)
{
	if (pid < 0)
		return -EINVAL;
	return pid == 0 || pid == getpid() ? 0 : -ESRCH;
}

int sched_setscheduler(pid_t pid, int policy, const struct sched_param *param)
{
	int before = uk_pthread_enter()->policy, r = param ? is_us(pid) : -EINVAL;

	if (r == 0)
		r = uk_pthread_sched(uk_thread_self(), policy, param->sched_priority);
	return (int)uk_ret(r < 0 ? r : before);
}

int sched_getscheduler(pid_t pid)
{
	int r = is_us(pid);

	return (int)uk_ret(r < 0 ? r : uk_pthread_me.policy);
}

int sched_setparam(pid_t pid, const struct sched_param *param)
{
	return sched_setscheduler(pid, uk_pthread_me.policy, param) < 0 ? -1 : 0;
}

int sched_getparam(pid_t pid, struct sched_param *param)
{
	int r = param ? is_us(pid) : -EINVAL;

	if (r < 0)
		return (int)uk_ret(r);
	*param = (struct sched_param){ .sched_priority = uk_pthread_me.priority };
	return 0;
}

int sched_rr_get_interval(pid_t pid, struct timespec *interval)
{
	int r = is_us(pid);

	if (r == 0 && !interval)
		r = -EFAULT;
	if (r < 0)
		return (int)uk_ret(r);
	*interval = uk_timespec(uk_sched_slice_ns());
	return 0;
}
