/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File system "host": locks of files, which other processes of the host see, and theirs. A
 * thread that waits for one asks again and again, as the host would stop all of them; so it
 * does not notice a deadlock (EDEADLK).
 */
#include "host.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/file.h>
#include <uk/wait.h>

#define FIRST_PAUSE_NS UINT64_C(500000)
#define PAUSE_NS       UINT64_C(20000000)

/* include/uapi/asm-generic/fcntl.h */
#define L_F_GETLK 5
#define L_F_SETLK 6
enum { L_F_RDLCK, L_F_WRLCK, L_F_UNLCK };

struct linux_flock {
	int16_t type, whence;
	int64_t start, len;
	int32_t pid;
};

/* The kernel's types in the order of the pool's, which begins with 1. */
static const short types[] = { F_RDLCK, F_WRLCK, F_UNLCK };

static short linux_type(short type)
{
	return type == F_RDLCK ? L_F_RDLCK : type == F_WRLCK ? L_F_WRLCK : L_F_UNLCK;
}

/* Until the next try. 0 or -EINTR. */
static int pause_for(uint64_t *ns)
{
	static struct uk_waitq nobody = UK_WAITQ_INIT(nobody);
	int r = uk_wait_event_intr(&nobody, false, uk_clock_ns() + *ns);

	*ns = UK_MIN(*ns * 2, PAUSE_NS);
	return r == -ETIMEDOUT ? 0 : r;
}

int uk_host_lock(struct uk_vfile *f, int cmd, struct flock *l)
{
	struct linux_flock k = { .type = linux_type(l->l_type),
				 .start = l->l_start,
				 .len = l->l_len };
	long op = cmd == F_GETLK ? L_F_GETLK : L_F_SETLK;
	uint64_t ns = FIRST_PAUSE_NS;
	int r;

	for (;;) {
		r = (int)sys(UK_LINUX_NR_fcntl, f->handle, op, &k);
		if ((r != -EAGAIN && r != -EACCES) || cmd != F_SETLKW)
			break;
		r = pause_for(&ns);
		if (r < 0)
			return r;
	}
	if (r < 0 || cmd != F_GETLK)
		return r;
	l->l_type = k.type >= 0 && k.type <= L_F_UNLCK ? types[k.type] : F_UNLCK;
	l->l_start = k.start;
	l->l_len = k.len;
	/* newlib's field is a short one. */
	l->l_pid = (short)(k.pid <= SHRT_MAX ? k.pid : -1);
	return 0;
}

int uk_host_flock(struct uk_vfile *f, int operation)
{
	/* LOCK_SH, LOCK_EX, LOCK_NB, LOCK_UN are the same. */
	uint64_t ns = FIRST_PAUSE_NS;
	int r;

	for (;;) {
		r = (int)sys(UK_LINUX_NR_flock, f->handle, operation | LOCK_NB);
		if (r != -EWOULDBLOCK || operation & LOCK_NB)
			return r;
		r = pause_for(&ns);
		if (r < 0)
			return r;
	}
}
