/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What pipe() and named pipes (libuk-fs) share: bytes between any number of readers and
 * writers. POSIX XSH read() and write(), "pipe or FIFO".
 *
 *	end (file, O_WRONLY) ──> ring ──> end (file, O_RDONLY)
 *
 * The owner embeds one, has an open file for each end, and calls these from that file's
 * operations, in thread context. It frees the pipe when no end is left.
 */
#ifndef UK_PIPE_H
#define UK_PIPE_H

#include <stdbool.h>
#include <uk/file.h>

struct uk_pipe {
	size_t head, count, size; /* size is a power of two */
	size_t limit;		  /* what size may become */
	char *ring;
	unsigned readers, writers;	     /* ends that are there */
	unsigned readers_ever, writers_ever; /* that ever came, modulo 2^32 */
	struct uk_waitq can_read, can_write;
	struct uk_list ends;
};

struct uk_pipe_end {
	struct uk_list link;
	struct uk_file *file;	  /* reads, writes or both by its O_ACCMODE */
	unsigned no_writer_since; /* writers_ever; POLLHUP is for those that saw one go */
};

/* 0 or -ENOMEM. */
int uk_pipe_init(struct uk_pipe *p);
/* Its memory; there is no end. */
void uk_pipe_free(struct uk_pipe *p);
void uk_pipe_join(struct uk_pipe *p, struct uk_pipe_end *e, struct uk_file *f);
/* From the file's close. */
void uk_pipe_leave(struct uk_pipe *p, struct uk_pipe_end *e);
/* As in struct uk_file_ops. Writing without a reader: SIGPIPE and -EPIPE. */
ssize_t uk_pipe_readv(struct uk_pipe *p, const struct uk_file *f, const struct iovec *iov,
		      int cnt);
ssize_t uk_pipe_writev(struct uk_pipe *p, const struct uk_file *f, const struct iovec *iov,
		       int cnt);
short uk_pipe_poll(const struct uk_pipe *p, const struct uk_pipe_end *e, short events);
/* FIONREAD, else -ENOTTY. */
int uk_pipe_ioctl(const struct uk_pipe *p, unsigned long cmd, void *arg);

#endif
