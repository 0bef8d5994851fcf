/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * newlib's locks (its <sys/lock.h>, retargetable locking) over the pool's
 * mutexes, which are recursive. Those of stdin, stdout and stderr come from
 * the image; when memory for a later one is out, it shares a spare one: streams
 * then wait for each other now and then, which is slow but right.
 */
#include <sys/lock.h>
#include <uk/heap.h>
#include <uk/lock.h>
#include "posix.h"

struct __lock {
	struct uk_mutex m;
};

#define STATIC_LOCK(name) struct __lock __lock___##name = { UK_MUTEX_INIT(__lock___##name.m) }
STATIC_LOCK(sinit_recursive_mutex);
STATIC_LOCK(sfp_recursive_mutex);
STATIC_LOCK(atexit_recursive_mutex);
STATIC_LOCK(at_quick_exit_mutex);
STATIC_LOCK(malloc_recursive_mutex);
STATIC_LOCK(env_recursive_mutex);
STATIC_LOCK(tz_mutex);
STATIC_LOCK(dd_hash_mutex);
STATIC_LOCK(arc4random_mutex);

static struct __lock reserve[4]; /* the last one is the spare */
static unsigned taken;

void __retarget_lock_init_recursive(_LOCK_T *lock)
{
	struct __lock *l = taken < 3 ? &reserve[taken++] : uk_malloc(sizeof(*l));

	if (!l) {
		l = &reserve[3];
		if (l->m.waiters.threads.next) {
			*lock = l;
			return;
		}
	}
	uk_mutex_init(&l->m);
	*lock = l;
}

void __retarget_lock_init(_LOCK_T *lock)
{
	__retarget_lock_init_recursive(lock);
}

void __retarget_lock_close_recursive(_LOCK_T lock)
{
	if (lock < reserve || lock >= reserve + UK_ARRAY_SIZE(reserve))
		uk_free(lock);
}

void __retarget_lock_close(_LOCK_T lock)
{
	__retarget_lock_close_recursive(lock);
}

void __retarget_lock_acquire_recursive(_LOCK_T lock)
{
	uk_mutex_lock(&lock->m);
}

void __retarget_lock_acquire(_LOCK_T lock)
{
	uk_mutex_lock(&lock->m);
}

int __retarget_lock_try_acquire_recursive(_LOCK_T lock)
{
	return uk_mutex_trylock(&lock->m) == 0;
}

int __retarget_lock_try_acquire(_LOCK_T lock)
{
	return uk_mutex_trylock(&lock->m) == 0;
}

void __retarget_lock_release_recursive(_LOCK_T lock)
{
	uk_mutex_unlock(&lock->m);
}

void __retarget_lock_release(_LOCK_T lock)
{
	uk_mutex_unlock(&lock->m);
}
