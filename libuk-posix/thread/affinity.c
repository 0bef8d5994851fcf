/* SPDX-License-Identifier: BSD-3-Clause */
/* Affinity, as Linux has it: there is CPU 0. */
#include <pthread.h>
#include <string.h>
#include <unistd.h>
#include "posix.h"

static int set_affinity(size_t size, const cpu_set_t *set)
{
	return size >= sizeof(long) && set->__bits[0] & 1 ? 0 : EINVAL;
}

static int get_affinity(size_t size, cpu_set_t *set)
{
	if (size < sizeof(long))
		return EINVAL;
	memset(set, 0, size);
	set->__bits[0] = 1;
	return 0;
}

int pthread_setaffinity_np(pthread_t thread, size_t size, const cpu_set_t *set)
{
	(void)thread;
	return set_affinity(size, set);
}

int pthread_getaffinity_np(pthread_t thread, size_t size, cpu_set_t *set)
{
	(void)thread;
	return get_affinity(size, set);
}

static int process(pid_t pid, int r)
{
	return (int)uk_ret(pid == 0 || pid == getpid() ? -r : -ESRCH);
}

int sched_setaffinity(pid_t pid, size_t size, const cpu_set_t *set)
{
	return process(pid, set_affinity(size, set));
}

int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set)
{
	return process(pid, get_affinity(size, set));
}

int sched_getcpu(void)
{
	return 0;
}
