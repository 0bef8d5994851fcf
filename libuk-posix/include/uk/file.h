/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Open files and the descriptor table that files, sockets, pipes and the
 * console share. A struct uk_file is embedded in whatever implements it;
 * descriptors hold references to it.
 *
 * Operations return a result or a negative errno. They run in thread context
 * and may block unless O_NONBLOCK is set in file->oflags, then they return
 * -EAGAIN; poll never blocks. They wait by uk_wait_event_intr, and return -EINTR if that does
 * before anything was done.
 */
#ifndef UK_FILE_H
#define UK_FILE_H

#include <errno.h>
#include <stdint.h>
#include <sys/types.h>
#include <uk/plat.h> /* UK_FOREVER */
#include <uk/wait.h>

struct flock;
struct iovec;
struct stat;
struct uk_file;
struct uk_dirent_sink;

/* In brackets: the errno where the operation is NULL. */
struct uk_file_ops {
	const char *type; /* "console", "socket", "file", … */
	/*
	 * Move bytes from/to @iov, whose pieces and sum the caller has checked. @off: position
	 * for files that have one (the caller keeps file->pos, and sees to O_APPEND through
	 * size), ignored by others. [EBADF]
	 */
	ssize_t (*readv)(struct uk_file *f, const struct iovec *iov, int cnt, off_t off);
	ssize_t (*writev)(struct uk_file *f, const struct iovec *iov, int cnt, off_t off);
	/* Seekable files only: the size, for SEEK_END. [ESPIPE, of lseek, pread, pwrite] */
	off_t (*size)(struct uk_file *f);
	/* @st is all zeros before. [EBADF] */
	int (*stat)(struct uk_file *f, struct stat *st);
	int (*truncate)(struct uk_file *f, off_t len); /* [EINVAL] */
	int (*sync)(struct uk_file *f);		       /* [EINVAL] */
	/*
	 * Record locks, where other processes may have the file, too: F_GETLK, F_SETLK or
	 * F_SETLKW, which waits (-EINTR), as fcntl() says; @l is checked, from the start of the
	 * file, with a length of 0 or more. [0: nobody else has any]
	 */
	int (*lock_records)(struct uk_file *f, int cmd, struct flock *l);
	/*
	 * flock() once no open file of the program's own forbids it: LOCK_SH or LOCK_EX, with
	 * LOCK_NB for -EWOULDBLOCK instead of waiting (-EINTR), or LOCK_UN. [0, likewise]
	 */
	int (*lock_file)(struct uk_file *f, int operation);
	int (*ioctl)(struct uk_file *f, unsigned long cmd, void *arg); /* [ENOTTY] */
	/* Told of O_NONBLOCK and O_APPEND changes before they are made; optional. */
	int (*set_flags)(struct uk_file *f, int oflags);
	/*
	 * The events of @events (POLLIN …) and POLLERR, POLLHUP, POLLNVAL that hold now.
	 * NULL: always readable and writable.
	 */
	short (*poll)(struct uk_file *f, short events);
	/* Directory entries; libuk-fs. [ENOTDIR] */
	int (*getdents)(struct uk_file *f, struct uk_dirent_sink *sink);
	/* Last reference gone: free everything, locks, too. */
	void (*close)(struct uk_file *f);
};

struct uk_file {
	const struct uk_file_ops *ops;
	unsigned refs;
	int oflags; /* O_ACCMODE | O_APPEND | O_NONBLOCK | … as fcntl(F_GETFL) returns */
	off_t pos;
	/*
	 * Who polls this file. Implementations call uk_file_notify(f, events) when
	 * events may have become true, else poll sleeps on; that wakes poll, select and
	 * epoll and is O(watchers).
	 */
	struct uk_list watchers;
};

/* Ready @f with one reference. */
void uk_file_init(struct uk_file *f, const struct uk_file_ops *ops, int oflags);
static inline struct uk_file *uk_file_ref(struct uk_file *f)
{
	f->refs++;
	return f;
}
void uk_file_unref(struct uk_file *f);
void uk_file_notify(struct uk_file *f, short events);

/*
 * Files that mmap() with MAP_SHARED has in memory (libuk-posix, memory/coherent.c): what was
 * stored there is seen by read() at once, what write() and truncation change is seen there.
 * For that a kind of file that can be mapped passes its operations through these, with @dev and
 * @ino as its stat says. All are NULL in images without mmap(). They may block.
 */
typedef ssize_t uk_file_move(struct uk_file *f, const struct iovec *iov, int cnt, off_t off);
/* As the file's readv and writev, which @op is. */
ssize_t uk_mapped_readv(struct uk_file *f, uint64_t dev, uint64_t ino, const struct iovec *iov,
			int cnt, off_t off, uk_file_move *op) uk_weak;
ssize_t uk_mapped_writev(struct uk_file *f, uint64_t dev, uint64_t ino, const struct iovec *iov,
			 int cnt, off_t off, uk_file_move *op) uk_weak;
/*
 * Around a change of a file's size: the first before it, the second after it with the new size,
 * or -1 if it failed.
 */
void uk_mapped_hold(void) uk_weak;
void uk_mapped_resized(uint64_t dev, uint64_t ino, off_t size) uk_weak;
/* Before the file's sync: what was stored is written by writev. 0 or what that says. */
int uk_mapped_sync(uint64_t dev, uint64_t ino) uk_weak;

/* One watcher on one file (poll, epoll). uk_file_notify calls notify(), which must not block.
 */
struct uk_file_watch {
	struct uk_list link;
	short events;
	void (*notify)(struct uk_file_watch *w, short events);
	/* The file is about to be closed: take the watch off. Who holds a reference needs none.
	 */
	void (*gone)(struct uk_file_watch *w);
};
void uk_file_watch(struct uk_file *f, struct uk_file_watch *w);
void uk_file_unwatch(struct uk_file_watch *w);

/*
 * Descriptors: the lowest free number >= @min. Takes over the caller's reference on success.
 * @fdflags: FD_CLOEXEC or 0. Returns the descriptor, -EMFILE or -ENOMEM (reference stays the
 * caller's).
 */
int uk_fd_install(struct uk_file *f, int min, int fdflags);
/*
 * Could uk_fd_install(f, 0, …) have a descriptor now? 0, -EMFILE or -ENOMEM. For those who
 * would do something that cannot be taken back before they have the file.
 */
int uk_fd_room(void);
/* The file of @fd with a reference added, or NULL if it is not open. */
struct uk_file *uk_fd_get(int fd);
/* Close @fd: 0 or -EBADF. */
int uk_fd_close(int fd);

/*
 * The outside of a system call that may block: where signals are delivered and the thread can
 * be cancelled. Nothing is held here, so a handler may leave by longjmp(). @call, an expression
 * with a result of the pool's kind, is evaluated again if it was interrupted by handlers with
 * SA_RESTART only (POSIX XSH 2.4.4); UK_POINT_ONCE: if no handler ran at all.
 */
#define UK_POINT(call)	    UK_POINT_(call, < 2)
#define UK_POINT_ONCE(call) UK_POINT_(call, == 0)

#define UK_POINT_(call, again)                                                       \
	({                                                                           \
		ssize_t uk_point_r_;                                                 \
		do                                                                   \
			uk_point_r_ = (call);                                        \
		while (uk_unlikely(uk_thread_self()->notice) && uk_attend() again && \
		       uk_point_r_ == -EINTR);                                       \
		uk_point_r_;                                                         \
	})
/*
 * Attend to what the calling thread was notified of (uk/thread.h). 0: no handler ran, 1: they
 * all had SA_RESTART, 2: one had not. Only linked, and called, where something notifies.
 */
int uk_attend(void) uk_weak;

/*
 * What a write to a pipe or stream without a reader is: SIGPIPE for the calling thread, unless
 * @flags has MSG_NOSIGNAL, and -EPIPE.
 */
ssize_t uk_sigpipe(int flags);

/* For negative @r store -r in errno and return -1, else return @r. How POSIX functions end. */
ssize_t uk_ret(ssize_t r);

#endif
