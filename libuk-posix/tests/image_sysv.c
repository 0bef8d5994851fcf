/* SPDX-License-Identifier: BSD-3-Clause */
/* System V IPC, in an image and, the same suite, on the build machine. */
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <time.h>
#include <unistd.h>
#include "tests/suite.h"

/* Nobody else's. */
static key_t key(int n)
{
	return (key_t)(((getpid() & 0xffff) << 8) + 0x75000000 + n);
}

union semun {
	int val;
	struct semid_ds *buf;
	unsigned short *array;
};

static int sem_is(int id, int n)
{
	return semctl(id, n, GETVAL);
}

static void set_sem(int id, int n, int v)
{
	ck_assert_int_eq(semctl(id, n, SETVAL, (union semun){ .val = v }), 0);
}

START_TEST(keys_find_objects)
{
	int id = shmget(key(1), 100, IPC_CREAT | IPC_EXCL | 0640), other;
	struct shmid_ds ds;

	ck_assert_int_ge(id, 0);
	ck_assert_int_eq(shmget(key(1), 100, 0), id);
	ck_assert_int_eq(shmget(key(1), 0, IPC_CREAT), id);
	FAILS(shmget(key(1), 100, IPC_CREAT | IPC_EXCL), EEXIST);
	FAILS(shmget(key(1), 101, 0), EINVAL);
	FAILS(shmget(key(2), 100, 0), ENOENT);
	FAILS(shmget(key(2), 0, IPC_CREAT), EINVAL);
	ck_assert_int_eq(shmctl(id, IPC_STAT, &ds), 0);
	ck_assert_uint_eq(ds.shm_segsz, 100);
	ck_assert_uint_eq(ds.shm_perm.mode & 0777, 0640);
	ck_assert_int_eq(ds.shm_cpid, getpid());
	ck_assert_uint_eq(ds.shm_nattch, 0);
	ds.shm_perm.mode = 0600;
	ck_assert_int_eq(shmctl(id, IPC_SET, &ds), 0);
	ck_assert_int_eq(shmctl(id, IPC_STAT, &ds), 0);
	ck_assert_uint_eq(ds.shm_perm.mode & 0777, 0600);
	FAILS(shmctl(id, 4711, &ds), EINVAL);
	FAILS(shmctl(-1, IPC_STAT, &ds), EINVAL);
	/* Private ones are never the same. */
	other = shmget(IPC_PRIVATE, 100, 0600);
	ck_assert_int_ne(other, id);
	ck_assert_int_eq(shmctl(other, IPC_RMID, NULL), 0);
	FAILS(shmctl(other, IPC_RMID, NULL), EINVAL);
	other = shmget(IPC_PRIVATE, 100, 0600);
	ck_assert_int_eq(shmctl(other, IPC_RMID, NULL), 0);
	ck_assert_int_eq(shmctl(id, IPC_RMID, NULL), 0);
	FAILS(shmget(key(1), 100, 0), ENOENT);
}
END_TEST

START_TEST(memory_is_shared)
{
	int id = shmget(IPC_PRIVATE, 10000, 0600);
	struct shmid_ds ds;
	char *a = shmat(id, NULL, 0), *b, *none = (void *)-1;

	ck_assert_ptr_ne(a, none);
	for (int i = 0; i < 10000; i++)
		ck_assert_int_eq(a[i], 0);
	b = shmat(id, NULL, SHM_RDONLY);
	ck_assert_ptr_ne(b, none);
	strcpy(a + 5000, "there");
	ck_assert_str_eq(b + 5000, "there");
	ck_assert_int_eq(shmctl(id, IPC_STAT, &ds), 0);
	ck_assert_uint_eq(ds.shm_nattch, 2);
	ck_assert(ds.shm_atime > 0 && ds.shm_dtime == 0);
	/* Not aligned; nobody's. */
	FAILS(shmat(id, a + 1, 0), EINVAL);
	FAILS(shmat(-1, NULL, 0), EINVAL);
	FAILS(shmdt(&ds), EINVAL);
	ck_assert_int_eq(shmdt(b), 0);
	/* Removed while it is used: there until the last one goes. */
	ck_assert_int_eq(shmctl(id, IPC_RMID, NULL), 0);
	ck_assert_int_eq(shmctl(id, IPC_STAT, &ds), 0);
	ck_assert(ds.shm_perm.mode & SHM_DEST);
	ck_assert_uint_eq(ds.shm_nattch, 1);
	ck_assert_str_eq(a + 5000, "there");
	ck_assert_int_eq(shmdt(a), 0);
	FAILS(shmctl(id, IPC_STAT, &ds), EINVAL);
	FAILS(shmdt(a), EINVAL);
}
END_TEST

struct text {
	long type;
	char text[16];
};

static void send(int q, long type, const char *s)
{
	struct text t = { .type = type };

	strcpy(t.text, s);
	ck_assert_int_eq(msgsnd(q, &t, strlen(s) + 1, 0), 0);
}

static void receive(int q, long type, int flags, long is, const char *s)
{
	struct text t;

	ck_assert_int_eq(msgrcv(q, &t, sizeof(t.text), type, flags), (int)strlen(s) + 1);
	ck_assert_int_eq(t.type, is);
	ck_assert_str_eq(t.text, s);
}

START_TEST(messages_have_types)
{
	static const struct {
		long type;
		char text[65536];
	} big = { .type = 1 };
	int q = msgget(key(1), IPC_CREAT | IPC_EXCL | 0600);
	struct text t = { .type = 1 };
	struct msqid_ds ds;

	ck_assert_int_ge(q, 0);
	ck_assert_int_eq(msgget(key(1), 0), q);
	FAILS(msgrcv(q, &t, 16, 0, IPC_NOWAIT), ENOMSG);
	send(q, 3, "c");
	send(q, 5, "e");
	send(q, 1, "a");
	send(q, 5, "f");
	send(q, 2, "longer");
	ck_assert_int_eq(msgctl(q, IPC_STAT, &ds), 0);
	ck_assert_uint_eq(ds.msg_qnum, 5);
	ck_assert_int_eq(ds.msg_lspid, getpid());
	ck_assert_int_eq(ds.msg_lrpid, 0);
	receive(q, 5, 0, 5, "e");
	FAILS(msgrcv(q, &t, 16, 4, IPC_NOWAIT), ENOMSG);
	FAILS(msgrcv(q, &t, 3, 2, 0), E2BIG);
	receive(q, -4, 0, 1, "a");
	receive(q, 3, MSG_EXCEPT, 5, "f");
	receive(q, 0, 0, 3, "c");
	ck_assert_int_eq(msgrcv(q, &t, 3, 0, MSG_NOERROR), 3);
	ck_assert_int_eq(memcmp(t.text, "lon", 3), 0);
	send(q, 7, "");
	FAILS(msgrcv(q, &t, 16, -6, IPC_NOWAIT), ENOMSG);
	receive(q, LONG_MIN, 0, 7, "");
	t.type = 0;
	FAILS(msgsnd(q, &t, 1, 0), EINVAL);
	t.type = -5;
	FAILS(msgsnd(q, &t, 1, 0), EINVAL);
	t.type = 1;
	FAILS(msgsnd(q, &big, sizeof(big.text), 0), EINVAL);
#ifdef __ukpool__ /* elsewhere sanitizers look at the size first */
	FAILS(msgsnd(q, &t, SIZE_MAX, 0), EINVAL);
	FAILS(msgrcv(q, &t, SIZE_MAX, 0, IPC_NOWAIT), EINVAL);
#endif
	ck_assert_int_eq(msgctl(q, IPC_RMID, NULL), 0);
	FAILS(msgsnd(q, &t, 1, 0), EINVAL);
	FAILS(msgrcv(q, &t, 1, 0, 0), EINVAL);
}
END_TEST

static int q, result, error;

static void *receive_one(void *arg)
{
	struct text t;

	errno = 0;
	result = (int)msgrcv(q, &t, sizeof(t.text), (long)(intptr_t)arg, 0);
	error = errno;
	return NULL;
}

static void *send_one(void *arg)
{
	struct text t = { .type = 9 };

	(void)arg;
	errno = 0;
	result = msgsnd(q, &t, 8, 0);
	error = errno;
	return NULL;
}

static pthread_t start(void *(*fn)(void *), void *arg)
{
	pthread_t t;

	result = 77;
	ck_assert_int_eq(pthread_create(&t, NULL, fn, arg), 0);
	/* It waits when nothing happens. */
	usleep(20000);
	ck_assert_int_eq(result, 77);
	return t;
}

START_TEST(messages_are_waited_for)
{
	struct text text = { .type = 1 };
	struct msqid_ds ds;
	pthread_t t;

	q = msgget(IPC_PRIVATE, 0600);
	t = start(receive_one, (void *)5);
	send(q, 4, "no");
	send(q, 5, "yes");
	pthread_join(t, NULL);
	ck_assert_int_eq(result, 4);
	receive(q, 0, 0, 4, "no");
	/* A full queue. */
	ck_assert_int_eq(msgctl(q, IPC_STAT, &ds), 0);
	ds.msg_qbytes = 10;
	ck_assert_int_eq(msgctl(q, IPC_SET, &ds), 0);
	send(q, 1, "123456789");
	FAILS(msgsnd(q, &text, 1, IPC_NOWAIT), EAGAIN);
	t = start(send_one, NULL);
	receive(q, 0, 0, 1, "123456789");
	pthread_join(t, NULL);
	ck_assert_int_eq(result, 0);
	/* Removed meanwhile. */
	t = start(send_one, NULL);
	ck_assert_int_eq(msgctl(q, IPC_RMID, NULL), 0);
	pthread_join(t, NULL);
	ck_assert_int_eq(result, -1);
	ck_assert_int_eq(error, EIDRM);
	q = msgget(IPC_PRIVATE, 0600);
	t = start(receive_one, NULL);
	ck_assert_int_eq(msgctl(q, IPC_RMID, NULL), 0);
	pthread_join(t, NULL);
	ck_assert_int_eq(error, EIDRM);
}
END_TEST

static void nothing(int sig)
{
	(void)sig;
}

static int set;

static void *down_one(void *arg)
{
	struct sembuf op = { 0, -1, SEM_UNDO };

	(void)arg;
	errno = 0;
	result = semop(set, &op, 1);
	error = errno;
	return NULL;
}

START_TEST(handlers_interrupt)
{
	struct sigaction sa = { .sa_handler = nothing, .sa_flags = SA_RESTART };
	pthread_t t;

	sigaction(SIGUSR1, &sa, NULL);
	q = msgget(IPC_PRIVATE, 0600);
	t = start(receive_one, NULL);
	pthread_kill(t, SIGUSR1);
	pthread_join(t, NULL);
	ck_assert_int_eq(error, EINTR);
	msgctl(q, IPC_RMID, NULL);
	set = semget(IPC_PRIVATE, 1, 0600);
	t = start(down_one, NULL);
	pthread_kill(t, SIGUSR1);
	pthread_join(t, NULL);
	ck_assert_int_eq(error, EINTR);
	semctl(set, 0, IPC_RMID);
}
END_TEST

START_TEST(operations_are_all_or_none)
{
	struct sembuf two[2] = { { 0, 3, 0 }, { 1, -1, IPC_NOWAIT } },
		      zero = { 0, 0, IPC_NOWAIT };
	struct sembuf many[501] = { { 0, 1, 0 } }, far = { 3, 1, 0 };
	unsigned short all[3] = { 1, 2, 3 }, big[3] = { 0, 0, 65535 };
	struct timespec soon = { 0, 1000000 }, bad = { 0, 1000000000 };
	int id = semget(key(1), 3, IPC_CREAT | IPC_EXCL | 0600);
	struct semid_ds ds;

	ck_assert_int_ge(id, 0);
	ck_assert_int_eq(semget(key(1), 0, 0), id);
	FAILS(semget(key(1), 4, 0), EINVAL);
	FAILS(semget(key(2), 0, IPC_CREAT), EINVAL);
	FAILS(semget(key(2), -1, IPC_CREAT), EINVAL);
	set_sem(id, 0, 0);
	FAILS(semop(id, two, 2), EAGAIN);
	ck_assert_int_eq(sem_is(id, 0), 0);
	set_sem(id, 1, 1);
	ck_assert_int_eq(semop(id, two, 2), 0);
	ck_assert_int_eq(sem_is(id, 0), 3);
	ck_assert_int_eq(sem_is(id, 1), 0);
	FAILS(semop(id, &zero, 1), EAGAIN);
	zero.sem_num = 1;
	ck_assert_int_eq(semop(id, &zero, 1), 0);
	two[1].sem_flg = 0;
	FAILS(semtimedop(id, two, 2, &soon), EAGAIN);
	FAILS(semtimedop(id, two, 2, &bad), EINVAL);
	ck_assert_int_eq(semctl(id, 0, SETALL, (union semun){ .array = all }), 0);
	memset(all, 0, sizeof(all));
	ck_assert_int_eq(semctl(id, 0, GETALL, (union semun){ .array = all }), 0);
	ck_assert_int_eq(all[2], 3);
	FAILS(semctl(id, 0, SETALL, (union semun){ .array = big }), ERANGE);
	FAILS(semctl(id, 0, SETVAL, (union semun){ .val = 32768 }), ERANGE);
	FAILS(semctl(id, 0, SETVAL, (union semun){ .val = -1 }), ERANGE);
	set_sem(id, 0, 32767);
	FAILS(semop(id, two, 1), ERANGE);
	FAILS(semop(id, &far, 1), EFBIG);
	FAILS(semop(id, many, 501), E2BIG);
	FAILS(semop(id, many, 0), EINVAL);
	FAILS(semctl(id, 3, GETVAL), EINVAL);
	FAILS(semctl(id, -1, GETVAL), EINVAL);
	FAILS(semctl(id, 0, 4711), EINVAL);
	ck_assert_int_eq(semctl(id, 1, GETPID), getpid());
	ck_assert_int_eq(semctl(id, 0, IPC_STAT, (union semun){ .buf = &ds }), 0);
	ck_assert_uint_eq(ds.sem_nsems, 3);
	ck_assert(ds.sem_otime > 0);
	ck_assert_int_eq(semctl(id, 0, IPC_RMID), 0);
	FAILS(semop(id, two, 1), EINVAL);
}
END_TEST

static void *wait_for_zero(void *arg)
{
	struct sembuf op = { 1, 0, 0 };

	result = semop(set, &op, 1);
	return arg;
}

START_TEST(semaphores_are_waited_for)
{
	struct sembuf up = { 0, 1, 0 }, down = { 1, -1, 0 };
	pthread_t t;

	set = semget(IPC_PRIVATE, 2, 0600);
	set_sem(set, 0, 0);
	t = start(down_one, NULL);
	ck_assert_int_eq(semctl(set, 0, GETNCNT), 1);
	ck_assert_int_eq(semctl(set, 0, GETZCNT), 0);
	ck_assert_int_eq(semop(set, &up, 1), 0);
	pthread_join(t, NULL);
	ck_assert_int_eq(result, 0);
	ck_assert_int_eq(sem_is(set, 0), 0);
	ck_assert_int_eq(semctl(set, 0, GETNCNT), 0);
	set_sem(set, 1, 1);
	t = start(wait_for_zero, NULL);
	ck_assert_int_eq(semctl(set, 1, GETZCNT), 1);
	ck_assert_int_eq(semop(set, &down, 1), 0);
	pthread_join(t, NULL);
	ck_assert_int_eq(result, 0);
	t = start(down_one, NULL);
	set_sem(set, 0, 2);
	pthread_join(t, NULL);
	ck_assert_int_eq(sem_is(set, 0), 1);
	set_sem(set, 0, 0);
	t = start(down_one, NULL);
	ck_assert_int_eq(semctl(set, 0, IPC_RMID), 0);
	pthread_join(t, NULL);
	ck_assert_int_eq(result, -1);
	ck_assert_int_eq(error, EIDRM);
}
END_TEST

#ifdef __ukpool__
START_TEST(there_is_a_limit)
{
	int id[256];

	for (int i = 0; i < 256; i++) {
		id[i] = msgget(IPC_PRIVATE, 0);
		ck_assert_int_ge(id[i], 0);
	}
	FAILS(msgget(IPC_PRIVATE, 0), ENOSPC);
	for (int i = 0; i < 256; i++)
		ck_assert_int_eq(msgctl(id[i], IPC_RMID, NULL), 0);
	/* An identifier that is gone is not the next one's. */
	q = msgget(IPC_PRIVATE, 0);
	ck_assert_int_ne(q, id[0]);
	FAILS(msgctl(id[0], IPC_RMID, NULL), EIDRM);
	ck_assert_int_eq(msgctl(q, IPC_RMID, NULL), 0);
}
END_TEST
#define OURS there_is_a_limit,
#else
#define OURS
#endif

SUITE("System V IPC", keys_find_objects, memory_is_shared, messages_have_types,
      messages_are_waited_for, handlers_interrupt, operations_are_all_or_none,
      OURS semaphores_are_waited_for)
