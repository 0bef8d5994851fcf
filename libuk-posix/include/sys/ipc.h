/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * System V interprocess communication: POSIX XBD <sys/ipc.h> (XSI), with the values of Linux.
 * There is one process: it is for the threads of a program. Permissions are kept and not looked
 * at, as the program is root. Of each kind there may be 256 objects (ENOSPC).
 */
#ifndef _SYS_IPC_H
#define _SYS_IPC_H

#include <sys/cdefs.h>
#include <sys/types.h>

#define IPC_CREAT  01000
#define IPC_EXCL   02000
#define IPC_NOWAIT 04000

#define IPC_RMID 0
#define IPC_SET	 1
#define IPC_STAT 2

#define IPC_PRIVATE ((key_t)0)

struct ipc_perm {
	key_t __key;
	uid_t uid;
	gid_t gid;
	uid_t cuid;
	gid_t cgid;
	mode_t mode;
};

__BEGIN_DECLS
/* A key from a file, which must exist, and the low eight bits of @id, not 0. In libuk-fs. The
 * errors of stat(). */
key_t ftok(const char *path, int id);
__END_DECLS

#endif
