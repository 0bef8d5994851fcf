/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Named pipes: POSIX XSH mkfifo() and open(). A file system only keeps a vnode of that type;
 * the pipe (uk/pipe.h) is there as long as somebody has it open, and is found by the vnode, so
 * that it lives on when its name is gone. Linked with mkfifo() and mknod().
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <uk/heap.h>
#include <uk/pipe.h>
#include "vfs_priv.h"

struct fifo {
	struct uk_list link;
	struct uk_vnode *v; /* reference */
	struct uk_pipe pipe;
	struct uk_waitq opening; /* those that wait for the other end */
};

/* One open file. */
struct fifo_file {
	struct uk_file file;
	struct uk_pipe_end end;
	struct fifo *fifo;
};

static struct uk_list fifos = UK_LIST_INIT(fifos);

static struct fifo *find(const struct uk_vnode *v)
{
	UK_LIST_FOREACH(f, &fifos, struct fifo, link) {
		if (uk_vnode_same(f->v, v))
			return f;
	}
	return NULL;
}

static struct fifo *new_fifo(struct uk_vnode *v)
{
	struct fifo *f = uk_zalloc(sizeof(*f));

	if (!f)
		return NULL;
	if (uk_pipe_init(&f->pipe) < 0) {
		uk_free(f);
		return NULL;
	}
	f->v = uk_vnode_ref(v);
	uk_waitq_init(&f->opening);
	uk_list_insert(&fifos, &f->link);
	return f;
}

static struct fifo_file *of(struct uk_file *f)
{
	return uk_container_of(f, struct fifo_file, file);
}

static ssize_t fifo_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	(void)off;
	return uk_pipe_readv(&of(f)->fifo->pipe, f, iov, cnt);
}

static ssize_t fifo_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	(void)off;
	return uk_pipe_writev(&of(f)->fifo->pipe, f, iov, cnt);
}

static short fifo_poll(struct uk_file *f, short events)
{
	return uk_pipe_poll(&of(f)->fifo->pipe, &of(f)->end, events);
}

static int fifo_stat(struct uk_file *f, struct stat *st)
{
	return uk_vnode_stat(of(f)->fifo->v, st);
}

static int fifo_ioctl(struct uk_file *f, unsigned long cmd, void *arg)
{
	return uk_pipe_ioctl(&of(f)->fifo->pipe, cmd, arg);
}

static void fifo_close(struct uk_file *f)
{
	struct fifo *fifo = of(f)->fifo;

	uk_pipe_leave(&fifo->pipe, &of(f)->end);
	uk_free(of(f));
	if (!uk_list_empty(&fifo->pipe.ends))
		return;
	uk_list_remove(&fifo->link);
	uk_pipe_free(&fifo->pipe);
	uk_vnode_unref(fifo->v);
	uk_free(fifo);
}

static const struct uk_file_ops fifo_ops = {
	.type = "fifo",
	.readv = fifo_readv,
	.writev = fifo_writev,
	.poll = fifo_poll,
	.stat = fifo_stat,
	.ioctl = fifo_ioctl,
	.close = fifo_close,
};

/* Until there is another end, or was one since. 0 or -EINTR. */
static int wait_other_end(struct fifo *fifo, int oflags)
{
	struct uk_pipe *p = &fifo->pipe;
	bool reads = (oflags & O_ACCMODE) == O_RDONLY;
	const unsigned *there = reads ? &p->writers : &p->readers;
	const unsigned *ever = reads ? &p->writers_ever : &p->readers_ever;
	unsigned before = *ever;

	return uk_wait_event_intr(&fifo->opening, *there || *ever != before, UK_FOREVER);
}

int uk_fifo_open(struct uk_vnode *v, int oflags, struct uk_file **out)
{
	int mode = oflags & O_ACCMODE, r = 0;
	struct fifo *fifo = find(v);
	struct fifo_file *f;

	if (mode == O_WRONLY && oflags & O_NONBLOCK && (!fifo || !fifo->pipe.readers))
		return -ENXIO;
	f = uk_zalloc(sizeof(*f));
	if (!f)
		return -ENOMEM;
	if (!fifo)
		fifo = new_fifo(v);
	if (!fifo) {
		uk_free(f);
		return -ENOMEM;
	}
	f->fifo = fifo;
	uk_file_init(&f->file, &fifo_ops, oflags & ~O_TRUNC);
	uk_pipe_join(&fifo->pipe, &f->end, &f->file);
	uk_waitq_wake(&fifo->opening, UK_WAKE_ALL);
	if (mode != O_RDWR && !(oflags & O_NONBLOCK))
		r = wait_other_end(fifo, oflags);
	if (r < 0)
		uk_file_unref(&f->file);
	else
		*out = &f->file;
	return r;
}
