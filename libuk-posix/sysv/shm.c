/* SPDX-License-Identifier: BSD-3-Clause */
/* Shared memory segments: POSIX XSH shmget() and kin. */
#include <string.h>
#include <sys/shm.h>
#include <unistd.h>
#include <uk/heap.h>
#include <uk/page.h>
#include "sysv/sysv_priv.h"

struct segment {
	struct uk_ipc ipc;
	struct shmid_ds ds;
	void *mem;
};

static struct segment *of(struct uk_ipc *o)
{
	return uk_container_of(o, struct segment, ipc);
}

static size_t pages(size_t size)
{
	return (size + UK_PAGE_SIZE - 1) >> UK_PAGE_SHIFT;
}

static struct uk_ipc *make(size_t size, int *r)
{
	struct segment *s;

	*r = -EINVAL;
	if (size == 0 || size > SIZE_MAX / 2)
		return NULL;
	*r = -ENOMEM;
	s = uk_zalloc(sizeof(*s));
	if (!s)
		return NULL;
	s->mem = uk_page_alloc(pages(size));
	if (!s->mem) {
		uk_free(s);
		return NULL;
	}
	memset(s->mem, 0, pages(size) << UK_PAGE_SHIFT);
	s->ipc.perm = &s->ds.shm_perm;
	s->ds.shm_segsz = size;
	s->ds.shm_cpid = getpid();
	s->ds.shm_ctime = uk_ipc_now();
	return &s->ipc;
}

static bool fits(const struct uk_ipc *o, size_t size)
{
	return uk_container_of(o, const struct segment, ipc)->ds.shm_segsz >= size;
}

static void end(struct uk_ipc *o)
{
	struct segment *s = of(o);

	uk_page_free(s->mem, pages(s->ds.shm_segsz));
	uk_free(s);
}

static struct uk_ipc_kind segments = { .make = make, .fits = fits, .free = end };

int shmget(key_t key, size_t size, int flags)
{
	return (int)uk_ret(uk_ipc_get(&segments, key, size, flags));
}

static int check(const struct segment *s, uintptr_t addr, int flags)
{
	if (flags & SHM_EXEC)
		return -EACCES;
	if (!addr)
		return flags & SHM_REMAP ? -EINVAL : 0;
	if (flags & SHM_RND)
		addr &= ~(uintptr_t)(SHMLBA - 1);
	return addr == (uintptr_t)s->mem ? 0 : -EINVAL;
}

void *shmat(int id, const void *addr, int flags)
{
	int r;
	struct uk_ipc *o = uk_ipc_find(&segments, id, &r);
	struct segment *s;

	if (o)
		r = check(of(o), (uintptr_t)addr, flags);
	if (r < 0)
		return (void *)uk_ret(r);
	s = of(o);
	s->ds.shm_nattch++;
	s->ds.shm_atime = uk_ipc_now();
	s->ds.shm_lpid = getpid();
	return s->mem;
}

static void remove_it(struct segment *s)
{
	uk_ipc_remove(&segments, &s->ipc);
}

int shmdt(const void *addr)
{
	for (int i = 0; i < UK_IPC_MAX; i++) {
		struct segment *s = segments.at[i] ? of(segments.at[i]) : NULL;

		if (!s || s->mem != addr || s->ds.shm_nattch == 0)
			continue;
		s->ds.shm_nattch--;
		s->ds.shm_dtime = uk_ipc_now();
		s->ds.shm_lpid = getpid();
		if (s->ds.shm_nattch == 0 && s->ds.shm_perm.mode & SHM_DEST)
			remove_it(s);
		return 0;
	}
	return (int)uk_ret(-EINVAL);
}

/* It has its identifier while somebody is attached, but no key any more. */
static void destroy(struct segment *s)
{
	if (s->ds.shm_nattch == 0) {
		remove_it(s);
		return;
	}
	s->ds.shm_perm.mode |= SHM_DEST;
	s->ds.shm_perm.__key = IPC_PRIVATE;
}

static int control(struct segment *s, int command, struct shmid_ds *ds)
{
	if ((command == IPC_STAT || command == IPC_SET) && !ds)
		return -EFAULT;
	switch (command) {
	case IPC_STAT:
		*ds = s->ds;
		return 0;
	case IPC_SET:
		uk_ipc_set(&s->ipc, &ds->shm_perm);
		s->ds.shm_ctime = uk_ipc_now();
		return 0;
	case IPC_RMID:
		destroy(s);
		return 0;
	case SHM_LOCK:
		s->ds.shm_perm.mode |= SHM_LOCKED;
		return 0;
	case SHM_UNLOCK:
		s->ds.shm_perm.mode &= ~(mode_t)SHM_LOCKED;
		return 0;
	default:
		return -EINVAL;
	}
}

int shmctl(int id, int command, struct shmid_ds *ds)
{
	int r;
	struct uk_ipc *o = uk_ipc_find(&segments, id, &r);

	return (int)uk_ret(o ? control(of(o), command, ds) : r);
}
