/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Shared memory segments: POSIX XBD <sys/shm.h> (XSI). A segment has one address, at which each
 * shmat() finds it; it stays writable with SHM_RDONLY, too, and mapped when it was detached
 * while the segment is there.
 */
#ifndef _SYS_SHM_H
#define _SYS_SHM_H

#include <sys/ipc.h>
#include <sys/types.h>
#include <time.h>

#define SHM_RDONLY 010000
#define SHM_RND	   020000
#define SHM_REMAP  040000
#define SHM_EXEC   0100000
#define SHMLBA	   4096

#define SHM_LOCK   11
#define SHM_UNLOCK 12
/* In shm_perm.mode */
#define SHM_DEST   01000 /* gone with the last that is attached */
#define SHM_LOCKED 02000

typedef unsigned long shmatt_t;

struct shmid_ds {
	struct ipc_perm shm_perm;
	size_t shm_segsz;
	time_t shm_atime, shm_dtime, shm_ctime;
	pid_t shm_cpid, shm_lpid;
	shmatt_t shm_nattch;
};

__BEGIN_DECLS
/* Zeroed memory, in whole pages. EEXIST, EINVAL (@size), ENOENT, ENOMEM, ENOSPC. */
int shmget(key_t key, size_t size, int flags);
/* @addr is NULL or, with SHM_RND not only roughly, where it is. EINVAL; EACCES (SHM_EXEC). */
void *shmat(int id, const void *addr, int flags);
int shmdt(const void *addr); /* EINVAL */
/* IPC_STAT, IPC_SET, IPC_RMID; SHM_LOCK and SHM_UNLOCK, without effect. EFAULT, EIDRM, EINVAL.
 */
int shmctl(int id, int command, struct shmid_ds *ds);
__END_DECLS

#endif
