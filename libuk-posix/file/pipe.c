/* SPDX-License-Identifier: BSD-3-Clause */
/* pipe(): POSIX XSH. Two open files on one uk/pipe.h. */
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uk/heap.h>
#include <uk/pipe.h>
#include "posix.h"

struct pipe;

struct end {
	struct uk_file file;
	struct uk_pipe_end end;
	struct pipe *pipe;
};

struct pipe {
	struct uk_pipe core;
	struct end rd, wr;
};

static struct end *end_of(struct uk_file *f)
{
	return uk_container_of(f, struct end, file);
}

static ssize_t pipe_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	(void)off;
	return uk_pipe_readv(&end_of(f)->pipe->core, f, iov, cnt);
}

static ssize_t pipe_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	(void)off;
	return uk_pipe_writev(&end_of(f)->pipe->core, f, iov, cnt);
}

static short pipe_poll(struct uk_file *f, short events)
{
	return uk_pipe_poll(&end_of(f)->pipe->core, &end_of(f)->end, events);
}

static int pipe_stat(struct uk_file *f, struct stat *st)
{
	(void)f;
	st->st_mode = S_IFIFO | 0600;
	st->st_nlink = 1;
	st->st_blksize = PIPE_BUF;
	return 0;
}

static int pipe_ioctl(struct uk_file *f, unsigned long cmd, void *arg)
{
	return uk_pipe_ioctl(&end_of(f)->pipe->core, cmd, arg);
}

static void pipe_close(struct uk_file *f)
{
	struct pipe *p = end_of(f)->pipe;

	uk_pipe_leave(&p->core, &end_of(f)->end);
	if (!uk_list_empty(&p->core.ends))
		return;
	uk_pipe_free(&p->core);
	uk_free(p);
}

static const struct uk_file_ops ops = {
	.type = "pipe",
	.readv = pipe_readv,
	.writev = pipe_writev,
	.poll = pipe_poll,
	.stat = pipe_stat,
	.ioctl = pipe_ioctl,
	.close = pipe_close,
};

static void join(struct pipe *p, struct end *e, int oflags)
{
	e->pipe = p;
	uk_file_init(&e->file, &ops, oflags);
	uk_pipe_join(&p->core, &e->end, &e->file);
}

static int make(int fds[2], int flags)
{
	int fdflags = flags & O_CLOEXEC ? FD_CLOEXEC : 0, nonblock = flags & O_NONBLOCK, r;
	struct pipe *p = uk_zalloc(sizeof(*p));

	if (!p)
		return -ENOMEM;
	r = uk_pipe_init(&p->core);
	if (r < 0) {
		uk_free(p);
		return r;
	}
	join(p, &p->rd, O_RDONLY | nonblock);
	join(p, &p->wr, O_WRONLY | nonblock);
	r = uk_fd_install(&p->rd.file, 0, fdflags);
	if (r >= 0) {
		fds[0] = r;
		r = uk_fd_install(&p->wr.file, 0, fdflags);
		if (r >= 0) {
			fds[1] = r;
			return 0;
		}
		uk_fd_close(fds[0]);
	} else {
		uk_file_unref(&p->rd.file);
	}
	uk_file_unref(&p->wr.file);
	return r;
}

int pipe2(int fds[2], int flags)
{
	if (flags & ~(O_CLOEXEC | O_NONBLOCK))
		return (int)uk_ret(-EINVAL);
	return (int)uk_ret(make(fds, flags));
}

int pipe(int fds[2])
{
	return (int)uk_ret(make(fds, 0));
}
