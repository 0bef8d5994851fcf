/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Spin locks: POSIX XSH pthread_spin_lock() and kin. Who finds one taken lets
 * others run, as the holder may be waiting for this very CPU.
 */
#include "pthread_priv.h"

int pthread_spin_init(pthread_spinlock_t *l, int shared)
{
	(void)shared;
	*l = 0;
	return 0;
}

int pthread_spin_destroy(pthread_spinlock_t *l)
{
	(void)l;
	return 0;
}

int pthread_spin_trylock(pthread_spinlock_t *l)
{
	return __atomic_exchange_n(l, 1, __ATOMIC_ACQUIRE) ? EBUSY : 0;
}

int pthread_spin_lock(pthread_spinlock_t *l)
{
	bool resumed = false;

	while (pthread_spin_trylock(l)) {
		uk_thread_yield();
		if (uk_unlikely(uk_thread_self()->notice)) {
			uk_pthread_resume();
			resumed = true;
		}
	}
	if (resumed)
		uk_pthread_resumed();
	return 0;
}

int pthread_spin_unlock(pthread_spinlock_t *l)
{
	__atomic_store_n(l, 0, __ATOMIC_RELEASE);
	return 0;
}
