/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Thread-specific data: POSIX XSH pthread_key_create() and kin. A value is
 * tagged with the life of its key, so that one left over from a deleted key
 * does not show up under its successor.
 */
#include <string.h>
#include <uk/heap.h>
#include "pthread_priv.h"

static struct {
	void (*destructor)(void *);
	unsigned life; /* odd: in use */
} keys[PTHREAD_KEYS_MAX];

struct value {
	void *p;
	unsigned life;
};

static __thread struct value *values; /* [nvalues]; NULL until the first is set */
static __thread unsigned nvalues;

int pthread_key_create(pthread_key_t *key, void (*destructor)(void *))
{
	unsigned i;

	for (i = 0; i < PTHREAD_KEYS_MAX; i++) {
		if (keys[i].life & 1)
			continue;
		keys[i].life++;
		keys[i].destructor = destructor;
		*key = i;
		return 0;
	}
	return EAGAIN;
}

int pthread_key_delete(pthread_key_t key)
{
	if (key >= PTHREAD_KEYS_MAX || !(keys[key].life & 1))
		return EINVAL;
	keys[key].life++;
	return 0;
}

void *pthread_getspecific(pthread_key_t key)
{
	if (key >= nvalues || values[key].life != keys[key].life)
		return NULL;
	return values[key].p;
}

int pthread_setspecific(pthread_key_t key, const void *value)
{
	if (key >= PTHREAD_KEYS_MAX || !(keys[key].life & 1))
		return EINVAL;
	if (key >= nvalues) {
		unsigned n = UK_ALIGN_UP(key + 1, 8u);
		struct value *v = uk_realloc(values, n * sizeof(*v));

		if (!v)
			return ENOMEM;
		memset(v + nvalues, 0, (n - nvalues) * sizeof(*v));
		values = v;
		nvalues = n;
	}
	values[key] = (struct value){ (void *)(uintptr_t)value, keys[key].life };
	return 0;
}

void uk_pthread_keys_end(void)
{
	unsigned round, i, again = 1;

	for (round = 0; again && round < PTHREAD_DESTRUCTOR_ITERATIONS; round++) {
		for (again = 0, i = 0; i < nvalues; i++) {
			void *p = pthread_getspecific(i);

			if (!p || !(keys[i].life & 1))
				continue;
			values[i].p = NULL;
			if (keys[i].destructor) {
				keys[i].destructor(p);
				again = 1;
			}
		}
	}
	uk_free(values);
	values = NULL;
	nvalues = 0;
}
