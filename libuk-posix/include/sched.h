/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * POSIX XBD <sched.h>. There is one CPU. SCHED_OTHER has one priority, 0; SCHED_FIFO and
 * SCHED_RR, with priorities from 1 to 31, are there with -luk-sched-preempt only (else
 * ENOTSUP).
 */
#ifndef _SCHED_H
#define _SCHED_H

#include <sys/cdefs.h>
#include <sys/sched.h>
#include <sys/types.h>
#include <time.h>

__BEGIN_DECLS
int sched_yield(void);
int sched_get_priority_min(int policy);
int sched_get_priority_max(int policy);
/* Of the main thread, as the process's; @pid 0 or that of the process. */
int sched_setscheduler(pid_t pid, int policy, const struct sched_param *param);
int sched_getscheduler(pid_t pid);
int sched_setparam(pid_t pid, const struct sched_param *param);
int sched_getparam(pid_t pid, struct sched_param *param);
int sched_rr_get_interval(pid_t pid, struct timespec *interval);

#if __GNU_VISIBLE
#define CPU_SETSIZE 1024
typedef struct {
	unsigned long __bits[CPU_SETSIZE / (8 * sizeof(long))];
} cpu_set_t;
#define __CPU_WORD(n)	((n) / (8 * sizeof(long)))
#define __CPU_BIT(n)	(1ul << ((n) % (8 * sizeof(long))))
#define __CPU_OK(n)	((size_t)(n) < CPU_SETSIZE)
#define CPU_ZERO(s)	__builtin_memset((s), 0, sizeof(cpu_set_t))
#define CPU_SET(n, s)	((void)(__CPU_OK(n) && ((s)->__bits[__CPU_WORD(n)] |= __CPU_BIT(n))))
#define CPU_CLR(n, s)	((void)(__CPU_OK(n) && ((s)->__bits[__CPU_WORD(n)] &= ~__CPU_BIT(n))))
#define CPU_ISSET(n, s) (__CPU_OK(n) && ((s)->__bits[__CPU_WORD(n)] & __CPU_BIT(n)) != 0)
#define CPU_EQUAL(a, b) (__builtin_memcmp((a), (b), sizeof(cpu_set_t)) == 0)
#define CPU_COUNT(s)	__uk_cpu_count(s)
static __inline__ int __uk_cpu_count(const cpu_set_t *s)
{
	int n = 0;

	for (unsigned i = 0; i < sizeof(s->__bits) / sizeof(s->__bits[0]); i++)
		n += __builtin_popcountl(s->__bits[i]);
	return n;
}
int sched_setaffinity(pid_t pid, size_t size, const cpu_set_t *set); /* EINVAL without CPU 0 */
int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set);
int sched_getcpu(void);
#endif
__END_DECLS

#endif
