/* SPDX-License-Identifier: BSD-3-Clause */
/* tss_create() and kin, call_once(): C11 7.26.6, 7.26.2. */
#include "c11/c11_priv.h"

int tss_create(tss_t *key, tss_dtor_t destructor)
{
	return uk_thrd_result(pthread_key_create(key, destructor));
}

void tss_delete(tss_t key)
{
	pthread_key_delete(key);
}

void *tss_get(tss_t key)
{
	return pthread_getspecific(key);
}

int tss_set(tss_t key, void *value)
{
	return uk_thrd_result(pthread_setspecific(key, value));
}

void call_once(once_flag *flag, void (*fn)(void))
{
	pthread_once(flag, fn);
}
