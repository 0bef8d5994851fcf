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

/* The pool's types are in the same order, and begin with 1. */
_Static_assert(F_WRLCK - F_RDLCK == L_F_WRLCK && F_UNLCK - F_RDLCK == L_F_UNLCK, "order");

/* System call @nr of @f's descriptor, if @wait until it does not say that others hold a lock:
 * fcntl(2) has two numbers for that. 0 or -errno. */
static int ask(const struct uk_vfile *f, long nr, long op, void *arg, bool wait)
{
	uint64_t ns = FIRST_PAUSE_NS;
	int r;

	for (;;) {
		r = (int)sys(nr, f->handle, op, arg);
		if ((r != -EAGAIN && r != -EACCES) || !wait)
			return r;
		r = uk_host_pause(ns);
		if (r < 0)
			return r;
		ns = UK_MIN(ns * 2, PAUSE_NS);
	}
}

int uk_host_lock(struct uk_vfile *f, int cmd, struct flock *l)
{
	struct linux_flock k = { .type = l->l_type - F_RDLCK,
				 .start = l->l_start,
				 .len = l->l_len };
	int r = ask(f, UK_LINUX_NR_fcntl, cmd == F_GETLK ? L_F_GETLK : L_F_SETLK, &k,
		    cmd == F_SETLKW);

	if (r < 0 || cmd != F_GETLK)
		return r;
	l->l_type = k.type >= 0 && k.type <= L_F_UNLCK ? (short)(k.type + F_RDLCK) : F_UNLCK;
	l->l_start = k.start;
	l->l_len = k.len;
	/* newlib's field is a short one. */
	l->l_pid = (short)(k.pid <= SHRT_MAX ? k.pid : -1);
	return 0;
}

int uk_host_flock(struct uk_vfile *f, int operation)
{
	/* LOCK_SH, LOCK_EX, LOCK_NB, LOCK_UN are the same. */
	return ask(f, UK_LINUX_NR_flock, operation | LOCK_NB, NULL, !(operation & LOCK_NB));
}
