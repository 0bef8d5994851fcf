/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Private to libuk-posix: what its files share. Prototypes are listed under
 * the file that has the function.
 */
#ifndef POSIX_H
#define POSIX_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <uk/compiler.h>
#include <uk/file.h>

#define UK_NS_PER_SEC 1000000000

/* console.c: descriptors 0, 1 and 2, from the first instruction on. */
extern struct uk_file uk_console_files[3];
/* console_input.c */
ssize_t uk_console_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off);
short uk_console_poll(struct uk_file *f, short events);
/* Nanoseconds that a read waits for its first byte before it returns 0. */
extern uint64_t uk_console_patience;
/* As uk_console_read, and what poll() may have had to look at is first. */
int uk_console_take(char *buf, size_t len);
/* Is a byte held back that poll() had to look at? @drop: no longer. */
bool uk_console_held(bool drop);
/* The console files have other operations. */
void uk_console_handed_over(void);
/* tty/ioctl.c: modes and the like of a console file. */
int uk_console_ioctl(struct uk_file *f, unsigned long cmd, void *arg);

/* fd.c: the table. Threads see it whole, as nothing here blocks. */
#define UK_FD_HARD_MAX 65536
struct uk_fd {
	struct uk_file *file; /* NULL: free */
	int flags;	      /* FD_CLOEXEC, kept for fcntl; there is no exec */
};
#define UK_FD_FIRST 4  /* entries in the image */
#define UK_FD_BITS  64 /* per word of uk_fd_used */
extern struct uk_fd uk_fd_first[UK_FD_FIRST];
extern uint64_t *uk_fd_used; /* a bit for each that is not free */
extern struct uk_fd *uk_fd_table;
extern unsigned uk_fd_size; /* entries of the table now */
extern unsigned uk_fd_max;  /* descriptors there may be: RLIMIT_NOFILE */

/* fd_get.c: the entry of @fd or NULL. */
struct uk_fd *uk_fd_entry(int fd);

/* lock.c: fcntl(F_GETLK, F_SETLK, F_SETLKW). May wait. 0 or -errno. */
int uk_record_lock(struct uk_file *f, int cmd, struct flock *l);

/* io_read.c, io_write.c: at the position of the file. */
ssize_t uk_file_readv(int fd, const struct iovec *iov, int cnt);
ssize_t uk_file_writev(int fd, const struct iovec *iov, int cnt);
/* io_at.c */
ssize_t uk_file_preadv(int fd, const struct iovec *iov, int cnt, off_t off);
ssize_t uk_file_pwritev(int fd, const struct iovec *iov, int cnt, off_t off);
/* iov.c: the bytes of @iov, or -EINVAL if @cnt or the sum is out of range. */
ssize_t uk_iov_len(const struct iovec *iov, int cnt);
/* Put @len bytes into, or take them out of, pieces that hold at least as many. */
void uk_iov_put(const struct iovec *iov, const void *from, size_t len);
/* The same, @skip bytes on. */
void uk_iov_put_at(const struct iovec *iov, size_t skip, const void *from, size_t len);
void uk_iov_take(const struct iovec *iov, void *to, size_t len);

/* file_notify.c: counts the calls. */
extern volatile unsigned uk_file_events;

/* give_way.c: pending interrupts and other threads have their turn. A program that only ever
 * asks what is ready, and does not wait, would never be told otherwise. */
void uk_give_way(void);

/* poll_core.c: poll until @deadline (uk_clock_ns). Number of ready descriptors or -errno. */
struct pollfd;
int uk_poll(struct pollfd *fds, unsigned long n, uint64_t deadline);

/* signal/deliver.c: the former signal mask of the thread; weak, as without signals there is
 * none. */
sigset_t uk_sig_swap_mask(sigset_t mask) uk_weak;

/* time/sleep_until.c: 0, or -EINTR before @deadline. */
int uk_sleep_until(uint64_t deadline);

/* start.c */
extern uint64_t uk_start_ns; /* uk_clock_ns() when the C library was set up */
/* clock_read.c: nanoseconds of clock @id, or -EINVAL. */
int64_t uk_clock_read(clockid_t id);
/* clock_thread.c: the same of clocks of processor time, the process's and threads'. */
int64_t uk_clock_cpu(clockid_t id);
/* Whether @id is one of those (which need not exist). */
static inline bool uk_clock_is_cpu(clockid_t id)
{
	return id == CLOCK_PROCESS_CPUTIME_ID || id == CLOCK_THREAD_CPUTIME_ID || id > 4095;
}
/*
 * The uk_clock_ns() at which to look again whether such a clock, which shows @now, shows
 * @then: as early as can be, but not in less than a millisecond, as the image may idle.
 */
#define UK_CLOCK_CPU_STEP 1000000u
static inline uint64_t uk_clock_cpu_next(uint64_t now, uint64_t then)
{
	uint64_t left = then > now ? then - now : 0;

	return uk_clock_ns() + (left > UK_CLOCK_CPU_STEP ? left : UK_CLOCK_CPU_STEP);
}
struct uk_thread;
/* That of a thread: its address, but an odd one. */
static inline clockid_t uk_clock_of_thread(const struct uk_thread *t)
{
	return (clockid_t)t + 1;
}
/*
 * deadline.c: *deadline is the uk_clock_ns() at which clock @id shows @ts: 0 when that is
 * past, UK_FOREVER when it is absurdly far. 0 or -EINVAL.
 */
int uk_deadline(clockid_t id, const struct timespec *ts, uint64_t *deadline);
/* The same for an interval from now. */
int uk_deadline_in(const struct timespec *ts, uint64_t *deadline);
/* Nanoseconds of an interval, UK_FOREVER if it is absurdly long. 0 or -EINVAL. */
int uk_interval_ns(const struct timespec *ts, uint64_t *ns);

static inline struct timespec uk_timespec(uint64_t ns)
{
	return (struct timespec){ .tv_sec = (time_t)(ns / UK_NS_PER_SEC),
				  .tv_nsec = (long)(ns % UK_NS_PER_SEC) };
}

#endif
