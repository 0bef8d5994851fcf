/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The types of <pthread.h>, which <sys/types.h> includes (POSIX XBD
 * <sys/types.h>). Objects are opaque and valid when all bits are zero, which
 * is what the static initialisers say; sizes leave room to grow, as they are
 * part of the binary interface of every compiled library.
 */
#ifndef _SYS__PTHREADTYPES_H_
#define _SYS__PTHREADTYPES_H_

#include <sys/sched.h>
#define __need_size_t
#include <stddef.h>

typedef unsigned long pthread_t;
typedef unsigned pthread_key_t;
typedef int pthread_once_t;

typedef union {
	unsigned long __words[6];
} pthread_mutex_t;
typedef union {
	unsigned long __words[6];
} pthread_cond_t;
typedef union {
	unsigned long __words[8];
} pthread_rwlock_t;
typedef union {
	unsigned long __words[6];
} pthread_barrier_t;
typedef int pthread_spinlock_t;

typedef struct {
	size_t __stack_size;
	void *__stack; /* 0: the pool's */
	size_t __guard;
	int __detached, __inherit, __policy, __priority;
	int __reserved[2];
} pthread_attr_t;
typedef struct {
	unsigned char __type, __robust, __protocol, __ceiling;
	int __shared;
} pthread_mutexattr_t;
typedef struct {
	int __clock, __shared;
} pthread_condattr_t;
typedef struct {
	int __shared;
} pthread_rwlockattr_t;
typedef struct {
	int __shared;
} pthread_barrierattr_t;

#endif
