/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Semaphore sets: POSIX XBD <sys/sem.h> (XSI). Up to 32000 semaphores of up to 32767 in a set,
 * 500 operations in a call. SEM_UNDO is accepted: what it undoes when a process ends, nobody
 * could see, as the sets end with the only one.
 */
#ifndef _SYS_SEM_H
#define _SYS_SEM_H

#include <sys/ipc.h>
#include <sys/types.h>
#include <time.h>

#define SEM_UNDO 0x1000

#define GETPID	11
#define GETVAL	12
#define GETALL	13
#define GETNCNT 14
#define GETZCNT 15
#define SETVAL	16
#define SETALL	17

struct sembuf {
	unsigned short sem_num;
	short sem_op, sem_flg;
};

struct semid_ds {
	struct ipc_perm sem_perm;
	time_t sem_otime, sem_ctime;
	unsigned long sem_nsems;
};

__BEGIN_DECLS
/* All of them 0. EEXIST, EINVAL (@n), ENOENT, ENOMEM, ENOSPC. */
int semget(key_t key, int n, int flags);
/* All @n operations at once, or none. Waits (a point of cancellation; EINTR whatever SA_RESTART
 * says). E2BIG, EAGAIN (IPC_NOWAIT), EFBIG, EIDRM, EINTR, EINVAL, ERANGE. */
int semop(int id, struct sembuf *ops, size_t n);
#if __GNU_VISIBLE
/* For at most @timeout; NULL: without a limit. Besides: EAGAIN, when it is over. */
int semtimedop(int id, struct sembuf *ops, size_t n, const struct timespec *timeout);
#endif
/* The fourth argument is a union semun, which the program defines: int val (SETVAL), struct
 * semid_ds *buf (IPC_STAT, IPC_SET), unsigned short *array (GETALL, SETALL). EFAULT, EIDRM,
 * EINVAL, ERANGE. */
int semctl(int id, int num, int command, ...);
__END_DECLS

#endif
