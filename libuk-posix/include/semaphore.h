/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Semaphores: POSIX XBD <semaphore.h>.
 */
#ifndef _SEMAPHORE_H
#define _SEMAPHORE_H

#include <sys/cdefs.h>
#include <sys/_timespec.h>
#include <sys/types.h>

typedef union {
	unsigned long __words[4];
} sem_t;

#define SEM_VALUE_MAX 0x7fffffff
#define SEM_FAILED    ((sem_t *)0)

__BEGIN_DECLS
int sem_init(sem_t *s, int shared, unsigned value);
int sem_destroy(sem_t *s);
int sem_wait(sem_t *s);
int sem_trywait(sem_t *s);
int sem_timedwait(sem_t *__restrict s, const struct timespec *__restrict abstime);
int sem_clockwait(sem_t *__restrict s, clockid_t clock,
		  const struct timespec *__restrict abstime);
int sem_post(sem_t *s);
/*
 * Named ones, shared within the image: SEM_FAILED with EEXIST, EINVAL, ENAMETOOLONG, ENOENT,
 * ENOMEM. Further arguments with O_CREAT: mode_t (kept by nobody), unsigned value.
 */
sem_t *sem_open(const char *name, int flags, ...);
int sem_close(sem_t *s);
int sem_unlink(const char *name);
int sem_getvalue(sem_t *__restrict s, int *__restrict value);
__END_DECLS

#endif
