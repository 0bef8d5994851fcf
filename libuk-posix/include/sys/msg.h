/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Message queues by key: POSIX XBD <sys/msg.h> (XSI). A message is a long, its type, and up to
 * 8192 bytes; a queue takes msg_qbytes bytes, 16384 unless IPC_SET says otherwise, and as many
 * messages.
 */
#ifndef _SYS_MSG_H
#define _SYS_MSG_H

#include <sys/ipc.h>
#include <sys/types.h>
#include <time.h>

#define MSG_NOERROR 010000
#define MSG_EXCEPT  020000 /* any type but @type (Linux) */

typedef unsigned long msgqnum_t;
typedef unsigned long msglen_t;

struct msqid_ds {
	struct ipc_perm msg_perm;
	time_t msg_stime, msg_rtime, msg_ctime;
	unsigned long __msg_cbytes;
	msgqnum_t msg_qnum;
	msglen_t msg_qbytes;
	pid_t msg_lspid, msg_lrpid;
};

#if __GNU_VISIBLE
struct msgbuf {
	long mtype;
	char mtext[1];
};
#endif

__BEGIN_DECLS
/* EEXIST, ENOENT, ENOMEM, ENOSPC. */
int msgget(key_t key, int flags);
/* Both wait (points of cancellation; EINTR whatever SA_RESTART says) unless IPC_NOWAIT. EAGAIN,
 * EIDRM, EINTR, EINVAL (a type below 1, a size above 8192), ENOMEM. */
int msgsnd(int id, const void *msg, size_t size, int flags);
/* The first message; of @type, if that is positive; of the lowest type that is at most -@type,
 * if it is negative. Bytes of it. E2BIG (longer, without MSG_NOERROR), EIDRM, EINTR, EINVAL,
 * ENOMSG. */
ssize_t msgrcv(int id, void *msg, size_t size, long type, int flags);
/* IPC_STAT, IPC_SET, IPC_RMID. EFAULT, EIDRM, EINVAL. */
int msgctl(int id, int command, struct msqid_ds *ds);
__END_DECLS

#endif
