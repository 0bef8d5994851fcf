/* SPDX-License-Identifier: BSD-3-Clause */
/* mq_open(), mq_close(), mq_unlink(): POSIX XSH. */
#include <poll.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uk/heap.h>
#include "mqueue/mqueue_priv.h"

/* Linux's, for who is root; and what there is without attributes. */
#define MOST_MAX   65536
#define SIZE_MOST  (16l << 20)
#define MOST_USUAL 10
#define SIZE_USUAL 8192

static struct uk_list named = UK_LIST_INIT(named);
static const struct uk_file_ops ops;

static struct uk_mqd *of(struct uk_file *f)
{
	return uk_container_of(f, struct uk_mqd, file);
}

static void drop(struct uk_mq *q)
{
	struct uk_list *l;

	if (--q->refs)
		return;
	if (uk_mq_forget)
		uk_mq_forget(q, NULL);
	while ((l = uk_list_pop(&q->messages)) != NULL)
		uk_free(uk_list_entry(l, struct uk_mq_message, link));
	uk_free(q);
}

struct uk_mqd *uk_mqd_get(mqd_t mq, int access, int *r)
{
	struct uk_file *f = uk_fd_get(mq);
	int mode;

	*r = -EBADF;
	if (!f)
		return NULL;
	mode = f->oflags & O_ACCMODE;
	if (f->ops == &ops && (access == O_RDWR || mode == O_RDWR || mode == access))
		return of(f);
	uk_file_unref(f);
	return NULL;
}

void uk_mq_tell(struct uk_mq *q, short events)
{
	UK_LIST_FOREACH(d, &q->files, struct uk_mqd, link)
		uk_file_notify(&d->file, events);
}

static short mq_poll(struct uk_file *f, short events)
{
	const struct uk_mq *q = of(f)->q;
	short r = 0;

	if (q->count)
		r |= events & (POLLIN | POLLRDNORM);
	if (q->count < q->most)
		r |= events & (POLLOUT | POLLWRNORM);
	return r;
}

static int mq_stat(struct uk_file *f, struct stat *st)
{
	st->st_mode = S_IFREG | of(f)->q->mode;
	st->st_nlink = 1;
	return 0;
}

static void mq_end(struct uk_file *f)
{
	struct uk_mqd *d = of(f);

	if (uk_mq_forget)
		uk_mq_forget(d->q, d);
	uk_list_remove(&d->link);
	drop(d->q);
	uk_free(d);
}

static const struct uk_file_ops ops = {
	.type = "mqueue",
	.poll = mq_poll,
	.stat = mq_stat,
	.close = mq_end,
};

/* The name without its slash; others may not be in it. */
static int check(const char **name)
{
	if (**name == '/')
		++*name;
	if (!**name || strchr(*name, '/'))
		return -EINVAL;
	return strlen(*name) > NAME_MAX ? -ENAMETOOLONG : 0;
}

static struct uk_mq *find(const char *name)
{
	UK_LIST_FOREACH(q, &named, struct uk_mq, link) {
		if (strcmp(q->name, name) == 0)
			return q;
	}
	return NULL;
}

static int make(const char *name, mode_t mode, const struct mq_attr *attr, struct uk_mq **out)
{
	struct uk_mq *q;

	if (attr && (attr->mq_maxmsg <= 0 || attr->mq_maxmsg > MOST_MAX ||
		     attr->mq_msgsize <= 0 || attr->mq_msgsize > SIZE_MOST))
		return -EINVAL;
	q = uk_zalloc(sizeof(*q));
	if (!q)
		return -ENOMEM;
	q->refs = 1;
	q->mode = mode & 0777;
	q->most = attr ? (size_t)attr->mq_maxmsg : MOST_USUAL;
	q->size = attr ? (size_t)attr->mq_msgsize : SIZE_USUAL;
	uk_list_init(&q->messages);
	uk_list_init(&q->files);
	uk_waitq_init(&q->senders);
	uk_waitq_init(&q->receivers);
	strcpy(q->name, name);
	uk_list_insert(&named, &q->link);
	*out = q;
	return 0;
}

/* A descriptor on @q, which the caller keeps alive. */
static int open_on(struct uk_mq *q, int flags)
{
	struct uk_mqd *d = uk_zalloc(sizeof(*d));
	int r;

	if (!d)
		return -ENOMEM;
	d->q = q;
	q->refs++;
	uk_list_insert(&q->files, &d->link);
	uk_file_init(&d->file, &ops, flags & (O_ACCMODE | O_NONBLOCK));
	r = uk_fd_install(&d->file, 0, flags & O_CLOEXEC ? FD_CLOEXEC : 0);
	if (r < 0)
		uk_file_unref(&d->file);
	return r;
}

static void unlink_queue(struct uk_mq *q)
{
	uk_list_remove(&q->link);
	drop(q);
}

static int open_queue(const char *name, int flags, mode_t mode, const struct mq_attr *attr)
{
	struct uk_mq *q;
	bool made = false;
	int r = check(&name);

	if (r < 0 || (flags & O_ACCMODE) == O_ACCMODE)
		return r < 0 ? r : -EINVAL;
	q = find(name);
	if (q && flags & O_CREAT && flags & O_EXCL)
		return -EEXIST;
	if (!q && !(flags & O_CREAT))
		return -ENOENT;
	if (!q) {
		r = make(name, mode, attr, &q);
		if (r < 0)
			return r;
		made = true;
	}
	r = open_on(q, flags);
	if (r < 0 && made)
		unlink_queue(q);
	return r;
}

mqd_t mq_open(const char *name, int flags, ...)
{
	const struct mq_attr *attr = NULL;
	mode_t mode = 0, mask;
	va_list ap;

	if (flags & O_CREAT) {
		mask = umask(0);
		umask(mask);
		va_start(ap, flags);
		mode = (mode_t)va_arg(ap, int) & ~mask;
		attr = va_arg(ap, const struct mq_attr *);
		va_end(ap);
	}
	return (mqd_t)uk_ret(name ? open_queue(name, flags, mode, attr) : -EFAULT);
}

int mq_close(mqd_t mq)
{
	int r;
	struct uk_mqd *d = uk_mqd_get(mq, O_RDWR, &r);

	if (d) {
		/* A duplicate of it may live on; the notification does not. */
		if (uk_mq_forget)
			uk_mq_forget(d->q, d);
		uk_file_unref(&d->file);
		r = uk_fd_close(mq);
	}
	return (int)uk_ret(r);
}

int mq_unlink(const char *name)
{
	int r = name ? check(&name) : -EFAULT;
	struct uk_mq *q = r < 0 ? NULL : find(name);

	if (q)
		unlink_queue(q);
	else if (r == 0 || r == -EINVAL)
		r = -ENOENT;
	return (int)uk_ret(r);
}
