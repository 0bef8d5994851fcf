/* SPDX-License-Identifier: BSD-3-Clause */
/* Threads, their objects, semaphores and scheduling with what makes no sense. */
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "arguments.h"

static void attributes(void)
{
	struct sched_param param = { .sched_priority = 1000 };
	pthread_attr_t a;

	pthread_attr_init(&a);
	RETURNS(pthread_attr_setdetachstate(&a, 77), EINVAL);
	RETURNS(pthread_attr_setstacksize(&a, 0), EINVAL);
	RETURNS(pthread_attr_setstacksize(&a, PTHREAD_STACK_MIN - 1), EINVAL);
	RETURNS(pthread_attr_setinheritsched(&a, 77), EINVAL);
	RETURNS(pthread_attr_setschedpolicy(&a, 77), EINVAL);
	RETURNS(pthread_attr_setschedparam(&a, &param), EINVAL);
	RETURNS(pthread_attr_setscope(&a, 77), EINVAL);
	pthread_attr_destroy(&a);
}

static void locks(void)
{
	struct timespec bad = { 0, 1000000000 };
	pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER, e;
	pthread_cond_t c = PTHREAD_COND_INITIALIZER;
	pthread_rwlock_t l = PTHREAD_RWLOCK_INITIALIZER;
	pthread_mutexattr_t ma;
	pthread_condattr_t ca;
	pthread_barrier_t b;

	pthread_mutexattr_init(&ma);
	pthread_condattr_init(&ca);
	RETURNS(pthread_mutexattr_settype(&ma, 77), EINVAL);
	RETURNS(pthread_mutexattr_setpshared(&ma, 77), EINVAL);
	RETURNS(pthread_mutexattr_setprotocol(&ma, 77), EINVAL);
	RETURNS(pthread_mutexattr_setrobust(&ma, 77), EINVAL);
	RETURNS(pthread_condattr_setclock(&ca, 77), EINVAL);
	RETURNS(pthread_condattr_setpshared(&ca, 77), EINVAL);
	RETURNS(pthread_barrier_init(&b, NULL, 0), EINVAL);
	RETURNS(pthread_mutexattr_settype(&ma, PTHREAD_MUTEX_ERRORCHECK), 0);
	RETURNS(pthread_mutex_init(&e, &ma), 0);
	RETURNS(pthread_mutex_unlock(&e), EPERM);
	RETURNS(pthread_mutex_lock(&e), 0);
	RETURNS(pthread_mutex_lock(&e), EDEADLK);
	RETURNS(pthread_mutex_trylock(&e), EBUSY);
	RETURNS(pthread_mutex_destroy(&e), EBUSY);
	RETURNS(pthread_mutex_unlock(&e), 0);
	RETURNS(pthread_mutex_lock(&m), 0);
	RETURNS(pthread_mutex_timedlock(&m, &bad), EINVAL);
	RETURNS(pthread_cond_timedwait(&c, &m, &bad), EINVAL);
	RETURNS(pthread_mutex_unlock(&m), 0);
	RETURNS(pthread_rwlock_wrlock(&l), 0);
	RETURNS(pthread_rwlock_wrlock(&l), EDEADLK);
	RETURNS(pthread_rwlock_tryrdlock(&l), EBUSY);
	RETURNS(pthread_rwlock_trywrlock(&l), EBUSY);
	RETURNS(pthread_rwlock_unlock(&l), 0);
}

static void semaphores(void)
{
	struct timespec bad = { 0, -1 };
	sem_t s;

	SAYS(sem_init(&s, 0, UINT_MAX), EINVAL);
	SAYS(sem_init(&s, 0, 0), 0);
	SAYS(sem_trywait(&s), EAGAIN);
	SAYS(sem_timedwait(&s, &bad), EINVAL);
	SAYS(sem_init(&s, 0, INT_MAX), 0);
	SAYS(sem_post(&s), EOVERFLOW);
	SAYS(sem_open("/none", 0) == SEM_FAILED ? -1 : 0, ENOENT);
	SAYS(sem_open("/a/b", O_CREAT, 0600, 1) == SEM_FAILED ? -1 : 0, EINVAL);
	SAYS(sem_open("/", O_CREAT, 0600, 1) == SEM_FAILED ? -1 : 0, EINVAL);
	SAYS(sem_open("/big", O_CREAT, 0600, UINT_MAX) == SEM_FAILED ? -1 : 0, EINVAL);
	SAYS(sem_unlink("/none"), ENOENT);
}

void bad_threads(void)
{
	struct sched_param param = { .sched_priority = 1000 };
	struct timespec ts;
	pthread_key_t key;

	attributes();
	locks();
	semaphores();
	RETURNS(pthread_join(pthread_self(), NULL), EDEADLK);
	RETURNS(pthread_kill(pthread_self(), 77), EINVAL);
	RETURNS(pthread_sigmask(77, &(sigset_t){ 0 }, NULL), EINVAL);
	RETURNS(pthread_setcancelstate(77, NULL), EINVAL);
	RETURNS(pthread_setcanceltype(77, NULL), EINVAL);
	RETURNS(pthread_key_delete(100000), EINVAL);
	RETURNS(pthread_setspecific(100000, &key), EINVAL);
	RETURNS(pthread_setschedparam(pthread_self(), 77, &param), EINVAL);
	RETURNS(pthread_setschedparam(pthread_self(), SCHED_OTHER, &param), EINVAL);
	RETURNS(pthread_setname_np(pthread_self(), "a name of more than fifteen bytes"),
		ERANGE);
	SAYS(sched_get_priority_max(77), EINVAL);
	SAYS(sched_get_priority_min(-1), EINVAL);
	SAYS(sched_setscheduler(0, 77, &param), EINVAL);
	SAYS(sched_setscheduler(-1, SCHED_OTHER, &param), EINVAL);
	SAYS(sched_setscheduler(0x3ffffff, SCHED_OTHER, &(struct sched_param){ 0 }), ESRCH);
	SAYS(sched_getscheduler(0x3ffffff), ESRCH);
	SAYS(sched_getscheduler(-1), EINVAL);
	SAYS(sched_getparam(-1, &param), EINVAL);
	SAYS(sched_getparam(0, NULL), EINVAL);
	SAYS(sched_setparam(0, NULL), EINVAL);
	SAYS(sched_rr_get_interval(-1, &ts), EINVAL);
	SAYS(sched_setparam(0, &param), EINVAL);
}
