/* SPDX-License-Identifier: BSD-3-Clause */
/* Scheduling of the process: POSIX XSH sched_setscheduler() and kin. It is that of the caller.
 */
#include <unistd.h>
#include <uk/sched.h>
#include "thread/self.h"

static bool is_us(pid_t pid)
{
	return pid == 0 || pid == getpid();
}

int sched_setscheduler(pid_t pid, int policy, const struct sched_param *param)
{
	int before = uk_pthread_enter()->policy, r;

	if (!is_us(pid))
		return (int)uk_ret(-ESRCH);
	r = uk_pthread_sched(uk_thread_self(), policy, param->sched_priority);
	return (int)uk_ret(r < 0 ? r : before);
}

int sched_getscheduler(pid_t pid)
{
	return (int)uk_ret(is_us(pid) ? uk_pthread_me.policy : -ESRCH);
}

int sched_setparam(pid_t pid, const struct sched_param *param)
{
	return sched_setscheduler(pid, uk_pthread_me.policy, param) < 0 ? -1 : 0;
}

int sched_getparam(pid_t pid, struct sched_param *param)
{
	if (!is_us(pid))
		return (int)uk_ret(-ESRCH);
	*param = (struct sched_param){ .sched_priority = uk_pthread_me.priority };
	return 0;
}

int sched_rr_get_interval(pid_t pid, struct timespec *interval)
{
	if (!is_us(pid))
		return (int)uk_ret(-ESRCH);
	*interval = uk_timespec(uk_sched_slice_ns());
	return 0;
}
