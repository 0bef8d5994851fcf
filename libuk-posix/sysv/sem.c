/* SPDX-License-Identifier: BSD-3-Clause */
/* Semaphore sets: POSIX XSH semget() and kin. */
#include <stdarg.h>
#include <sys/sem.h>
#include <unistd.h>
#include <uk/heap.h>
#include "sysv/sysv_priv.h"

/* Linux's. */
#define NUMBER_MOST 32000
#define VALUE_MOST  32767
#define OPS_MOST    500

/* Who waits in semop(), and which of its operations cannot be done. */
struct waiter {
	struct uk_list link;
	const struct sembuf *op;
};

struct set {
	struct uk_ipc ipc;
	struct semid_ds ds;
	struct uk_list waiters;
	struct uk_waitq wait;
	struct {
		unsigned short value;
		pid_t pid; /* who changed it last */
	} sem[];
};

static struct set *of(struct uk_ipc *o)
{
	return uk_container_of(o, struct set, ipc);
}

static struct uk_ipc *make(size_t n, int *r)
{
	struct set *s;

	*r = -EINVAL;
	if (n == 0 || n > NUMBER_MOST)
		return NULL;
	*r = -ENOMEM;
	s = uk_zalloc(sizeof(*s) + n * sizeof(s->sem[0]));
	if (!s)
		return NULL;
	s->ipc.perm = &s->ds.sem_perm;
	s->ds.sem_nsems = n;
	s->ds.sem_ctime = uk_ipc_now();
	uk_list_init(&s->waiters);
	uk_waitq_init(&s->wait);
	return &s->ipc;
}

static bool fits(const struct uk_ipc *o, size_t n)
{
	return uk_container_of(o, const struct set, ipc)->ds.sem_nsems >= n;
}

static void end(struct uk_ipc *o)
{
	uk_free(of(o));
}

static struct uk_ipc_kind sets = { .make = make, .fits = fits, .free = end };

int semget(key_t key, int n, int flags)
{
	if (n < 0 || n > NUMBER_MOST)
		return (int)uk_ret(-EINVAL);
	return (int)uk_ret(uk_ipc_get(&sets, key, (size_t)n, flags));
}

/* 0; -EAGAIN: it must wait; -ERANGE. */
static int apply(struct set *s, const struct sembuf *op)
{
	int value = s->sem[op->sem_num].value;

	if (op->sem_op == 0)
		return value ? -EAGAIN : 0;
	if (value + op->sem_op < 0)
		return -EAGAIN;
	if (value + op->sem_op > VALUE_MOST)
		return -ERANGE;
	s->sem[op->sem_num].value = (unsigned short)(value + op->sem_op);
	return 0;
}

/* All or none; *@at is the one that failed. */
static int apply_all(struct set *s, const struct sembuf *ops, size_t n,
		     const struct sembuf **at)
{
	size_t i, done;
	int r = 0;

	for (done = 0; done < n; done++) {
		r = apply(s, &ops[done]);
		if (r < 0)
			break;
	}
	if (r < 0) {
		*at = &ops[done];
		while (done-- > 0)
			s->sem[ops[done].sem_num].value =
				(unsigned short)(s->sem[ops[done].sem_num].value -
						 ops[done].sem_op);
		return r;
	}
	for (i = 0; i < n; i++)
		s->sem[ops[i].sem_num].pid = getpid();
	s->ds.sem_otime = uk_ipc_now();
	uk_waitq_wake(&s->wait, UK_WAKE_ALL);
	return 0;
}

static int wait_and_apply(struct set *s, const struct sembuf *ops, size_t n, uint64_t deadline)
{
	struct waiter w;
	int r = apply_all(s, ops, n, &w.op), waited;

	if (r != -EAGAIN || w.op->sem_flg & IPC_NOWAIT)
		return r;
	uk_list_init(&w.link);
	uk_list_insert(&s->waiters, &w.link);
	s->ipc.refs++;
	/* It may come to wait for another of its operations, which says IPC_NOWAIT. */
	waited = uk_wait_event_intr(&s->wait,
				    s->ipc.removed ||
					    (r = apply_all(s, ops, n, &w.op)) != -EAGAIN ||
					    w.op->sem_flg & IPC_NOWAIT,
				    deadline);
	uk_list_remove(&w.link);
	if (s->ipc.removed)
		r = -EIDRM;
	else if (waited < 0)
		r = waited == -ETIMEDOUT ? -EAGAIN : waited;
	uk_ipc_drop(&sets, &s->ipc);
	return r;
}

static int operate(int id, const struct sembuf *ops, size_t n, const struct timespec *timeout)
{
	uint64_t deadline = UK_FOREVER;
	struct uk_ipc *o;
	int r = 0;

	if (n == 0)
		return -EINVAL;
	if (n > OPS_MOST)
		return -E2BIG;
	if (timeout)
		r = uk_deadline_in(timeout, &deadline);
	if (r < 0)
		return r;
	o = uk_ipc_find(&sets, id, &r);
	if (!o)
		return r;
	for (size_t i = 0; i < n; i++) {
		if (ops[i].sem_num >= of(o)->ds.sem_nsems)
			return -EFBIG;
	}
	return wait_and_apply(of(o), ops, n, deadline);
}

int semtimedop(int id, struct sembuf *ops, size_t n, const struct timespec *timeout)
{
	return (int)uk_ret(UK_POINT_ONCE(operate(id, ops, n, timeout)));
}

int semop(int id, struct sembuf *ops, size_t n)
{
	return semtimedop(id, ops, n, NULL);
}

union argument {
	int val;
	struct semid_ds *buf;
	unsigned short *array;
};

/* Those who wait for semaphore @num to become 0, or more. */
static int waiting(const struct set *s, int num, bool zero)
{
	int n = 0;

	UK_LIST_FOREACH(w, &s->waiters, struct waiter, link)
		n += w->op->sem_num == num && (w->op->sem_op == 0) == zero;
	return n;
}

static void changed(struct set *s)
{
	s->ds.sem_ctime = uk_ipc_now();
	uk_waitq_wake(&s->wait, UK_WAKE_ALL);
}

static int of_one(struct set *s, int num, int command, int val)
{
	if (num < 0 || (unsigned long)num >= s->ds.sem_nsems)
		return -EINVAL;
	switch (command) {
	case GETVAL:
		return s->sem[num].value;
	case GETPID:
		return s->sem[num].pid;
	case GETNCNT:
		return waiting(s, num, false);
	case GETZCNT:
		return waiting(s, num, true);
	case SETVAL:
		if (val < 0 || val > VALUE_MOST)
			return -ERANGE;
		s->sem[num].value = (unsigned short)val;
		s->sem[num].pid = getpid();
		changed(s);
		return 0;
	default:
		return -EINVAL;
	}
}

static int set_all(struct set *s, const unsigned short *array)
{
	for (unsigned long i = 0; i < s->ds.sem_nsems; i++) {
		if (array[i] > VALUE_MOST)
			return -ERANGE;
	}
	for (unsigned long i = 0; i < s->ds.sem_nsems; i++) {
		s->sem[i].value = array[i];
		s->sem[i].pid = getpid();
	}
	changed(s);
	return 0;
}

static int control(struct set *s, int num, int command, union argument arg)
{
	if ((command == IPC_STAT || command == IPC_SET || command == GETALL ||
	     command == SETALL) &&
	    !arg.buf)
		return -EFAULT;
	switch (command) {
	case IPC_STAT:
		*arg.buf = s->ds;
		return 0;
	case IPC_SET:
		uk_ipc_set(&s->ipc, &arg.buf->sem_perm);
		s->ds.sem_ctime = uk_ipc_now();
		return 0;
	case IPC_RMID:
		uk_waitq_wake(&s->wait, UK_WAKE_ALL);
		uk_ipc_remove(&sets, &s->ipc);
		return 0;
	case GETALL:
		for (unsigned long i = 0; i < s->ds.sem_nsems; i++)
			arg.array[i] = s->sem[i].value;
		return 0;
	case SETALL:
		return set_all(s, arg.array);
	default:
		return of_one(s, num, command, arg.val);
	}
}

int semctl(int id, int num, int command, ...)
{
	union argument arg = { .buf = NULL };
	struct uk_ipc *o;
	va_list ap;
	int r;

	if (command == SETVAL || command == IPC_STAT || command == IPC_SET ||
	    command == GETALL || command == SETALL) {
		va_start(ap, command);
		arg = va_arg(ap, union argument);
		va_end(ap);
	}
	o = uk_ipc_find(&sets, id, &r);
	return (int)uk_ret(o ? control(of(o), num, command, arg) : r);
}
