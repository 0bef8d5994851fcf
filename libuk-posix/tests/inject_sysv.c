/* SPDX-License-Identifier: BSD-3-Clause */
/* Operations of System V IPC for inject.h. */
#include <errno.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include "tests/inject_fd.h"

static int id;

static int kept(int r)
{
	id = r;
	return r < 0 ? -1 : 0;
}

static int do_shmget(void)
{
	return kept(shmget(4711, 10000, IPC_CREAT | IPC_EXCL));
}

static void end_shm(void)
{
	shmctl(id, IPC_RMID, NULL);
}

static int do_semget(void)
{
	return kept(semget(4711, 10, IPC_CREAT | IPC_EXCL));
}

static void end_sem(void)
{
	semctl(id, 0, IPC_RMID);
}

static int do_msgget(void)
{
	return kept(msgget(4711, IPC_CREAT | IPC_EXCL));
}

static void end_msg(void)
{
	msgctl(id, IPC_RMID, NULL);
}

static int do_msgsnd(void)
{
	static const long msg[3] = { 1, 2, 3 };
	int r = do_msgget(), e;

	if (r < 0)
		return r;
	r = msgsnd(id, msg, 2 * sizeof(long), 0);
	if (r < 0) {
		e = errno;
		end_msg();
		errno = e;
	}
	return r;
}

const struct inject_op inject_sysv_ops[] = {
	{ .name = "shmget", .run = do_shmget, .undo = end_shm, .errors = { ENOMEM } },
	{ .name = "semget", .run = do_semget, .undo = end_sem, .errors = { ENOMEM } },
	{ .name = "msgget", .run = do_msgget, .undo = end_msg, .errors = { ENOMEM } },
	{ .name = "msgsnd", .run = do_msgsnd, .undo = end_msg, .errors = { ENOMEM } },
	{ 0 },
};
