/* SPDX-License-Identifier: BSD-3-Clause */
/* Named semaphores: POSIX XSH sem_open() and kin. One object a name, with the number of opens.
 */
#include <limits.h>
#include <semaphore.h>
#include <stdarg.h>
#include <string.h>
#include <uk/heap.h>
#include "posix.h"

struct named {
	sem_t sem;
	struct uk_list link; /* of those that have a name still */
	unsigned opens;
	bool linked;
	char name[];
};

static struct uk_list all = UK_LIST_INIT(all);

static struct named *find(const char *name)
{
	UK_LIST_FOREACH(s, &all, struct named, link) {
		if (strcmp(s->name, name) == 0)
			return s;
	}
	return NULL;
}

static int make(const char *name, unsigned value, struct named **out)
{
	size_t len = strlen(name);
	struct named *s;

	if (value > SEM_VALUE_MAX)
		return -EINVAL;
	s = uk_malloc(sizeof(*s) + len + 1);
	if (!s)
		return -ENOMEM;
	sem_init(&s->sem, 0, value);
	s->opens = 0;
	s->linked = true;
	memcpy(s->name, name, len + 1);
	uk_list_insert(&all, &s->link);
	*out = s;
	return 0;
}

/* The name without its slash; others may not be in it. */
static int check(const char **name)
{
	if (**name == '/')
		++*name;
	if (!**name || strchr(*name, '/'))
		return -EINVAL;
	return strlen(*name) > NAME_MAX - 4 ? -ENAMETOOLONG : 0;
}

sem_t *sem_open(const char *name, int flags, ...)
{
	struct named *s;
	int r = check(&name);
	va_list ap;

	if (r < 0)
		goto fail;
	s = find(name);
	r = s ? 0 : -ENOENT;
	if (s && (flags & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL))
		r = -EEXIST;
	if (!s && flags & O_CREAT) {
		va_start(ap, flags);
		va_arg(ap, unsigned); /* mode */
		r = make(name, va_arg(ap, unsigned), &s);
		va_end(ap);
	}
	if (r == 0) {
		s->opens++;
		return &s->sem;
	}
fail:
	uk_ret(r);
	return SEM_FAILED;
}

static void release(struct named *s)
{
	if (!s->linked && s->opens == 0)
		uk_free(s);
}

int sem_close(sem_t *sem)
{
	struct named *s = uk_container_of(sem, struct named, sem);

	s->opens--;
	release(s);
	return 0;
}

int sem_unlink(const char *name)
{
	int r = check(&name);
	struct named *s = r < 0 ? NULL : find(name);

	if (!s)
		return (int)uk_ret(r < 0 ? r : -ENOENT);
	uk_list_remove(&s->link);
	s->linked = false;
	release(s);
	return 0;
}
