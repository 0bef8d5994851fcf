/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Robust mutexes: POSIX XSH pthread_mutexattr_setrobust(), pthread_mutex_consistent(). All that
 * there are are in a list; a thread that ends looks there for those that it holds.
 */
#include <uk/heap.h>
#include "memory/map_priv.h"
#include "pthread_priv.h"

struct robust {
	struct uk_list link;
	struct uk_pthread_mutex *m;
};

static struct uk_list all = UK_LIST_INIT(all);

int uk_pthread_robust_add(struct uk_pthread_mutex *m)
{
	struct robust *r;

	/* Its memory may have been one before, which nobody destroyed. */
	uk_pthread_robust_remove(m);
	r = uk_malloc(sizeof(*r));
	if (!r)
		return ENOMEM;
	r->m = m;
	uk_list_insert(&all, &r->link);
	return 0;
}

void uk_pthread_robust_remove(struct uk_pthread_mutex *m)
{
	UK_LIST_FOREACH(r, &all, struct robust, link) {
		if (r->m == m) {
			uk_list_remove(&r->link);
			uk_free(r);
			return;
		}
	}
}

void uk_pthread_robust_unmapped(uintptr_t start, uintptr_t end)
{
	struct uk_list *l, *next;

	for (l = all.next; l != &all; l = next) {
		struct robust *r = uk_list_entry(l, struct robust, link);

		next = l->next;
		if ((uintptr_t)r->m < start || (uintptr_t)r->m >= end)
			continue;
		uk_list_remove(&r->link);
		uk_free(r);
	}
}

void uk_pthread_robust_end(void)
{
	UK_LIST_FOREACH(r, &all, struct robust, link) {
		if (r->m->mutex.owner != uk_thread_self())
			continue;
		r->m->type |= UK_MUTEX_OWNER_DIED;
		r->m->mutex.depth = 1;
		uk_pthread_mutex_release(r->m);
	}
}

/* The caller has just got @m. */
int uk_pthread_robust_got(struct uk_pthread_mutex *m)
{
	if (m->type & UK_MUTEX_LOST) {
		uk_pthread_mutex_release(m);
		return ENOTRECOVERABLE;
	}
	return m->type & UK_MUTEX_OWNER_DIED ? EOWNERDEAD : 0;
}

int pthread_mutex_consistent(pthread_mutex_t *m)
{
	struct uk_pthread_mutex *k = uk_pthread_mutex(m);

	if (!(k->type & UK_MUTEX_ROBUST) || !(k->type & UK_MUTEX_OWNER_DIED) ||
	    k->mutex.owner != uk_thread_self())
		return EINVAL;
	k->type &= ~UK_MUTEX_OWNER_DIED;
	return 0;
}

int pthread_mutexattr_setrobust(pthread_mutexattr_t *attr, int robust)
{
	if (robust != PTHREAD_MUTEX_STALLED && robust != PTHREAD_MUTEX_ROBUST)
		return EINVAL;
	attr->__robust = (unsigned char)robust;
	return 0;
}

int pthread_mutexattr_getrobust(const pthread_mutexattr_t *restrict attr, int *restrict robust)
{
	*robust = attr->__robust;
	return 0;
}
