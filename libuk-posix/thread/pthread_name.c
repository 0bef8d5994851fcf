/* SPDX-License-Identifier: BSD-3-Clause */
/* pthread_setname_np(), pthread_getname_np(): as glibc has them. */
#include <string.h>
#include "pthread_priv.h"

int pthread_setname_np(pthread_t thread, const char *name)
{
	struct uk_thread *t = (struct uk_thread *)thread;
	size_t len = strlen(name);

	if (len >= sizeof(t->name))
		return ERANGE;
	memcpy(t->name, name, len + 1);
	return 0;
}

int pthread_getname_np(pthread_t thread, char *name, size_t len)
{
	const struct uk_thread *t = (const struct uk_thread *)thread;
	size_t need = strnlen(t->name, sizeof(t->name) - 1) + 1;

	if (len < need)
		return ERANGE;
	memcpy(name, t->name, need - 1);
	name[need - 1] = '\0';
	return 0;
}
