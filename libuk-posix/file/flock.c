/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * flock(): locks of open files against each other. A lock is found by what file it is
 * on (device and inode) and, by a watcher that waits for nothing, ends with its open file.
 */
#include <sys/file.h>
#include <sys/stat.h>
#include <uk/heap.h>
#include "posix.h"

struct lock {
	struct uk_file_watch watch; /* of the owner; its link is in owner->watchers */
	struct uk_list link;	    /* of all */
	struct uk_file *owner;
	uint64_t dev, ino;
	bool exclusive;
};

static struct uk_list all = UK_LIST_INIT(all);
static struct uk_waitq waiters = UK_WAITQ_INIT(waiters);

static void end(struct lock *l)
{
	uk_list_remove(&l->link);
	uk_file_unwatch(&l->watch);
	uk_free(l);
	uk_waitq_wake(&waiters, UK_WAKE_ALL);
}

static void gone(struct uk_file_watch *w)
{
	end(uk_container_of(w, struct lock, watch));
}

static void nothing(struct uk_file_watch *w, short events)
{
	(void)w;
	(void)events;
}

/* The same of other processes, where there may be some that have the file. */
static int others(struct uk_file *f, int operation)
{
	return f->ops->lock_file ? f->ops->lock_file(f, operation) : 0;
}

/* Gives up the lock of @f, which is still there. */
static void unlock(struct uk_file *f, struct lock *l)
{
	others(f, LOCK_UN);
	end(l);
}

static struct lock *own(const struct uk_file *f)
{
	UK_LIST_FOREACH(l, &all, struct lock, link) {
		if (l->owner == f)
			return l;
	}
	return NULL;
}

/* May @f have the lock, as far as others are concerned? */
static bool compatible(const struct uk_file *f, const struct stat *st, bool exclusive)
{
	UK_LIST_FOREACH(l, &all, struct lock, link) {
		if (l->owner != f && l->dev == (uint64_t)st->st_dev &&
		    l->ino == (uint64_t)st->st_ino && (exclusive || l->exclusive))
			return false;
	}
	return true;
}

static int take(struct uk_file *f, bool exclusive, bool wait)
{
	struct stat st = { 0 };
	struct lock *l = own(f);
	int r = f->ops->stat ? f->ops->stat(f, &st) : -EBADF;

	if (r < 0)
		return r;
	/* Converting gives up the old one first, as everywhere. */
	if (l && l->exclusive != exclusive) {
		unlock(f, l);
		l = NULL;
	}
	if (l)
		return 0;
	if (!compatible(f, &st, exclusive) && !wait)
		return -EWOULDBLOCK;
	r = uk_wait_event_intr(&waiters, compatible(f, &st, exclusive), UK_FOREVER);
	if (r == 0)
		r = others(f, (exclusive ? LOCK_EX : LOCK_SH) | (wait ? 0 : LOCK_NB));
	if (r < 0)
		return r;
	l = uk_malloc(sizeof(*l));
	if (!l) {
		others(f, LOCK_UN);
		return -ENOLCK;
	}
	*l = (struct lock){ .watch = { .notify = nothing, .gone = gone },
			    .owner = f,
			    .dev = (uint64_t)st.st_dev,
			    .ino = (uint64_t)st.st_ino,
			    .exclusive = exclusive };
	uk_list_insert(&all, &l->link);
	uk_file_watch(f, &l->watch);
	return 0;
}

static int lock_once(int fd, int operation)
{
	struct uk_file *f = uk_fd_get(fd);
	struct lock *l;
	int r = 0;

	if (!f)
		return -EBADF;
	switch (operation & ~LOCK_NB) {
	case LOCK_SH:
	case LOCK_EX:
		r = take(f, (operation & LOCK_EX) != 0, !(operation & LOCK_NB));
		break;
	case LOCK_UN:
		l = own(f);
		if (l)
			unlock(f, l);
		break;
	default:
		r = -EINVAL;
	}
	uk_file_unref(f);
	return r;
}

int flock(int fd, int operation)
{
	return (int)uk_ret(UK_POINT(lock_once(fd, operation)));
}
