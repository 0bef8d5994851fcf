/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Mutexes with a protocol: POSIX XSH pthread_mutexattr_getprotocol(),
 * pthread_mutex_setprioceiling() and kin. A thread runs at the highest of its own priority, the
 * ceilings of what it holds, and the priorities of those who wait for what it holds. Each has a
 * list of what it holds; settle() finds that out anew and follows the chain of threads that
 * wait for each other.
 *
 * Such a mutex is always handed over, so that its holder is known at any time. The wait queue
 * has its waiters by priority: only the first one counts.
 */
#include <uk/heap.h>
#include "pthread_priv.h"
#include "thread/self.h"

struct uk_pthread_protocol {
	struct uk_pthread_protocol *next; /* of those of the same holder */
	struct uk_thread *holder;	  /* NULL: nobody, or who ended and left it locked */
	struct uk_pthread_mutex *m;
	bool inherit;
	unsigned char ceiling;
};

struct of_thread {
	struct uk_pthread_protocol *held, *awaited;
};
static __thread struct of_thread mine;

static struct of_thread *of(struct uk_thread *t)
{
	return uk_thread_local(t, &mine);
}

static int own_priority(struct uk_thread *t)
{
	return UK_PRIORITY_DEFAULT + uk_pthread_of((pthread_t)t)->priority;
}

static int waiting_priority(const struct uk_pthread_protocol *p)
{
	struct uk_list *l = &p->m->mutex.waiters.threads;

	return uk_list_empty(l) ? 0 : uk_list_entry(l->next, struct uk_thread, link)->priority;
}

static int due_priority(struct uk_thread *t)
{
	int priority = own_priority(t);

	for (struct uk_pthread_protocol *p = of(t)->held; p; p = p->next)
		priority = UK_MAX(priority, p->inherit ? waiting_priority(p)
						       : UK_PRIORITY_DEFAULT + p->ceiling);
	return priority;
}

/*
 * Give @t its due priority, at least @least, and then whoever holds what it waits for; with
 * @changed, also if that of @t is as it was.
 */
static void settle(struct uk_thread *t, int least, bool changed)
{
	while (t) {
		const struct uk_pthread_protocol *p = of(t)->awaited;
		int priority = UK_MAX(due_priority(t), least);

		if (priority == t->priority && !changed)
			return;
		/* A scheduler without priorities: all have the same. */
		if (uk_sched_set(t, priority, t->fifo) < 0)
			return;
		t = p && p->inherit ? p->holder : NULL;
		least = 0;
		changed = false;
	}
}

void uk_pthread_protocol_sched(struct uk_thread *t)
{
	settle(t, 0, true);
}

static void hold(struct uk_pthread_protocol *p, struct uk_thread *t)
{
	struct of_thread *o = of(t);

	if (p->holder == t)
		return;
	p->holder = t;
	p->next = o->held;
	o->held = p;
	o->awaited = NULL;
	settle(t, 0, false);
}

/* The caller holds @p, but not any more. */
static void let_go(struct uk_pthread_protocol *p)
{
	struct uk_pthread_protocol **at = &mine.held;

	while (*at && *at != p)
		at = &(*at)->next;
	if (*at)
		*at = p->next;
	p->holder = NULL;
}

int uk_pthread_protocol_init(struct uk_pthread_mutex *m, const pthread_mutexattr_t *attr)
{
	struct uk_pthread_protocol *p = uk_zalloc(sizeof(*p));

	if (!p)
		return -ENOMEM;
	p->m = m;
	p->inherit = attr->__protocol == PTHREAD_PRIO_INHERIT;
	p->ceiling = attr->__ceiling ? attr->__ceiling : 1;
	m->protocol = p;
	return 0;
}

void uk_pthread_protocol_destroy(struct uk_pthread_mutex *m)
{
	uk_free(m->protocol);
	m->protocol = NULL;
}

static int take_free(struct uk_pthread_mutex *m)
{
	int r = uk_mutex_trylock(&m->mutex);

	if (r == 0)
		hold(m->protocol, uk_thread_self());
	return r;
}

static int take(struct uk_pthread_mutex *m, uint64_t deadline,
		int (*wait)(struct uk_waitq *q, uint64_t deadline))
{
	struct uk_pthread_protocol *p = m->protocol;
	struct uk_thread *self = uk_thread_self();
	int r = 0;

	uk_sched_lock();
	while (r == 0 && take_free(m) < 0) {
		if (p->inherit)
			settle(p->holder, self->priority, false);
		mine.awaited = p;
		r = wait(&m->mutex.waiters, deadline);
		mine.awaited = NULL;
		if (m->mutex.owner == self) { /* handed over, locked */
			uk_sched_unlock();
			return 0;
		}
		/* Not for it any more. */
		if (p->inherit)
			settle(p->holder, 0, false);
	}
	uk_sched_unlock();
	return r;
}

/* 0, or -EINVAL: the caller's priority is too high for @m. */
static int check_ceiling(const struct uk_pthread_mutex *m)
{
	const struct uk_pthread_protocol *p = m->protocol;
	struct uk_thread *self = uk_thread_self();

	if (p->inherit || m->mutex.owner == self)
		return 0;
	return own_priority(self) > UK_PRIORITY_DEFAULT + p->ceiling ? -EINVAL : 0;
}

int uk_pthread_protocol_trylock(struct uk_pthread_mutex *m)
{
	int r = check_ceiling(m);

	return r < 0 ? r : take_free(m);
}

int uk_pthread_protocol_lock(struct uk_pthread_mutex *m, uint64_t deadline)
{
	int r = check_ceiling(m);

	return r < 0 ? r : take(m, deadline, uk_waitq_wait_intr);
}

int uk_pthread_protocol_unlock(struct uk_pthread_mutex *m)
{
	struct uk_pthread_protocol *p = m->protocol;

	if (!m->mutex.depth || m->mutex.owner != uk_thread_self())
		return -EPERM;
	if (m->mutex.depth > 1)
		return uk_mutex_unlock(&m->mutex);
	let_go(p);
	m->mutex.handoff = !uk_list_empty(&m->mutex.waiters.threads);
	uk_mutex_unlock(&m->mutex);
	if (m->mutex.owner)
		hold(p, m->mutex.owner);
	settle(uk_thread_self(), 0, false);
	return 0;
}

int uk_pthread_protocol_wait(struct uk_cond *c, struct uk_pthread_mutex *m, uint64_t deadline)
{
	unsigned depth = m->mutex.depth;
	int r;

	/* As in uk_cond_wait(). */
	uk_sched_lock();
	m->mutex.depth = 1;
	uk_pthread_protocol_unlock(m);
	r = uk_waitq_wait_intr(&c->waiters, deadline);
	uk_sched_unlock();
	take(m, UK_FOREVER, uk_waitq_wait);
	m->mutex.depth = depth;
	return r;
}

void uk_pthread_protocol_end(void)
{
	for (struct uk_pthread_protocol *p = mine.held; p; p = p->next)
		p->holder = NULL;
	mine.held = NULL;
}

/* That of @m if it has a ceiling, else NULL. */
static struct uk_pthread_protocol *with_ceiling(const pthread_mutex_t *m)
{
	const struct uk_pthread_mutex *k = (const void *)m;

	return k->type & UK_MUTEX_PROTOCOL && !k->protocol->inherit ? k->protocol : NULL;
}

int pthread_mutex_getprioceiling(const pthread_mutex_t *restrict m, int *restrict ceiling)
{
	const struct uk_pthread_protocol *p = with_ceiling(m);

	if (!p)
		return EINVAL;
	*ceiling = p->ceiling;
	return 0;
}

int pthread_mutex_setprioceiling(pthread_mutex_t *restrict m, int ceiling, int *restrict old)
{
	struct uk_pthread_protocol *p = with_ceiling(m);
	struct uk_pthread_mutex *k = uk_pthread_mutex(m);
	int r;

	if (!p || ceiling < 1 || ceiling > UK_PTHREAD_RT_MAX)
		return EINVAL;
	if (k->mutex.owner == uk_thread_self() &&
	    uk_pthread_mutex_type(k) != PTHREAD_MUTEX_RECURSIVE)
		return EDEADLK;
	if (k->type & UK_MUTEX_LOST)
		return ENOTRECOVERABLE;
	UK_RESUMED(take(k, UK_FOREVER, uk_waitq_wait_intr));
	r = k->type & UK_MUTEX_ROBUST ? uk_pthread_robust_got(k) : 0;
	if (r)
		return r;
	if (old)
		*old = p->ceiling;
	p->ceiling = (unsigned char)ceiling;
	uk_pthread_protocol_unlock(k);
	settle(uk_thread_self(), 0, false); /* it holds it once more */
	uk_pthread_check();
	return 0;
}
