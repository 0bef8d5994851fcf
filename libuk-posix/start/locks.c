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

/* What has more streams than three has the heap: fopen() calls malloc(). */
#pragma weak uk_malloc
#pragma weak uk_free

struct __lock {
	struct uk_mutex m;
};

/* Those that newlib names; set up when they are first taken, to take no room in the file. */
struct __lock __lock___sinit_recursive_mutex, __lock___sfp_recursive_mutex,
	__lock___atexit_recursive_mutex, __lock___at_quick_exit_mutex,
	__lock___malloc_recursive_mutex, __lock___env_recursive_mutex, __lock___tz_mutex,
	__lock___dd_hash_mutex, __lock___arc4random_mutex;

static struct __lock reserve[4]; /* the last one is the spare */
static unsigned taken;

static struct uk_mutex *mutex(_LOCK_T lock)
{
	if (uk_unlikely(!lock->m.waiters.threads.next))
		uk_mutex_init(&lock->m);
	return &lock->m;
}

void __retarget_lock_init_recursive(_LOCK_T *lock)
{
	struct __lock *l = taken < 3   ? &reserve[taken++]
			   : uk_malloc ? uk_malloc(sizeof(*l))
				       : NULL;

	if (l)
		uk_mutex_init(&l->m);
	*lock = l ? l : &reserve[3];
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
	uk_mutex_lock(mutex(lock));
}

void __retarget_lock_acquire(_LOCK_T lock)
{
	uk_mutex_lock(mutex(lock));
}

int __retarget_lock_try_acquire_recursive(_LOCK_T lock)
{
	return uk_mutex_trylock(mutex(lock)) == 0;
}

int __retarget_lock_try_acquire(_LOCK_T lock)
{
	return uk_mutex_trylock(mutex(lock)) == 0;
}

void __retarget_lock_release_recursive(_LOCK_T lock)
{
	uk_mutex_unlock(&lock->m);
}

void __retarget_lock_release(_LOCK_T lock)
{
	uk_mutex_unlock(&lock->m);
}
