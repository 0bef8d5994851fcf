/* SPDX-License-Identifier: BSD-3-Clause */
/* The descriptor table and what works on descriptors alone. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>
#include "posix.h"
#include "tests/fakes.h"
#include "tests/suite.h"

static int closed;
static char store[64];
static off_t length;

static void count_close(struct uk_file *f)
{
	closed++;
	free(f);
}

static ssize_t mem_readv(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	size_t n;

	(void)f;
	(void)cnt;
	if (off >= length)
		return 0;
	n = UK_MIN(iov->iov_len, (size_t)(length - off));
	memcpy(iov->iov_base, store + off, n);
	return (ssize_t)n;
}

static ssize_t mem_writev(struct uk_file *f, const struct iovec *iov, int cnt, off_t off)
{
	ssize_t done = 0;

	(void)f;
	for (; cnt; iov++, cnt--) {
		if (off + done + (off_t)iov->iov_len > (off_t)sizeof(store))
			return done ? done : -ENOSPC;
		memcpy(store + off + done, iov->iov_base, iov->iov_len);
		done += (ssize_t)iov->iov_len;
	}
	length = UK_MAX(length, off + done);
	return done;
}

static off_t mem_size(struct uk_file *f)
{
	(void)f;
	return length;
}

static const struct uk_file_ops mem_ops = {
	.type = "mem",
	.readv = mem_readv,
	.writev = mem_writev,
	.size = mem_size,
	.close = count_close,
};
static const struct uk_file_ops bare_ops = { .type = "bare", .close = count_close };

static int new (const struct uk_file_ops *ops, int oflags)
{
	struct uk_file *f = malloc(sizeof(*f));
	int fd;

	uk_file_init(f, ops, oflags);
	fd = uk_fd_install(f, 0, 0);
	if (fd < 0)
		free(f);
	return fd;
}

START_TEST(lowest_free_is_given)
{
	int a = new (&bare_ops, O_RDWR), b = new (&bare_ops, O_RDWR), c;

	ck_assert_int_eq(a, 3);
	ck_assert_int_eq(b, 4);
	ck_assert_int_eq(uk_fd_close(a), 0);
	c = new (&bare_ops, O_RDWR);
	ck_assert_int_eq(c, 3);
	uk_fd_close(b);
	uk_fd_close(c);
	ck_assert_int_eq(closed, 3);
	ck_assert_int_eq(uk_fd_close(b), -EBADF);
	ck_assert_int_eq(uk_fd_close(-1), -EBADF);
	ck_assert_int_eq(uk_fd_close(INT_MAX), -EBADF);
}
END_TEST

START_TEST(table_grows_to_its_limit)
{
	int i, fd = -1;

	for (i = 3; i < 1024; i++) {
		fd = new (&bare_ops, O_RDWR);
		ck_assert_int_eq(fd, i);
	}
	ck_assert_int_eq(new (&bare_ops, O_RDWR), -EMFILE);
	for (i = 3; i < 1024; i++)
		ck_assert_int_eq(uk_fd_close(i), 0);
	ck_assert_int_eq(closed, 1021);
	ck_assert_int_eq(new (&bare_ops, O_RDWR), 3);
}
END_TEST

static int taken;

static void open_another(struct uk_file *f)
{
	taken = new (&bare_ops, O_RDWR);
	free(f);
}

/* While dup2() closes what was there others may open files: they do not get its number. */
START_TEST(a_number_is_never_free_in_dup2)
{
	static const struct uk_file_ops greedy = { .type = "greedy", .close = open_another };
	int a = new (&greedy, O_RDWR), b = new (&bare_ops, O_RDWR);

	ck_assert_int_eq(dup2(b, a), a);
	ck_assert_int_eq(taken, 5);
	ck_assert_ptr_eq(uk_fd_entry(a)->file, uk_fd_entry(b)->file);
	uk_fd_close(a);
	uk_fd_close(b);
	uk_fd_close(taken);
}
END_TEST

START_TEST(random_use_matches_a_model)
{
	bool model[1024] = { true, true, true };
	int i, j;

	srand(1);
	for (i = 0; i < 20000; i++) {
		int fd = rand() % 1024;

		if (rand() % 3) {
			struct uk_file *f = malloc(sizeof(*f));
			int got;

			uk_file_init(f, &bare_ops, 0);
			got = uk_fd_install(f, fd, 0);
			for (j = fd; j < 1024 && model[j]; j++)
				;
			ck_assert_int_eq(got, j < 1024 ? j : -EMFILE);
			if (got < 0)
				free(f);
			else
				model[got] = true;
		} else {
			ck_assert_int_eq(uk_fd_close(fd), model[fd] ? 0 : -EBADF);
			model[fd] = false;
		}
	}
}
END_TEST

START_TEST(no_memory_is_an_error)
{
	struct uk_file *f = malloc(sizeof(*f));

	uk_file_init(f, &bare_ops, 0);
	fake_heap_left = 0;
	ck_assert_int_eq(uk_fd_install(f, 100, 0), -ENOMEM);
	ck_assert_int_eq(uk_fd_room(), 0);
	ck_assert_int_eq(uk_fd_install(f, 0, 0), 3);
	ck_assert_int_eq(uk_fd_room(), -ENOMEM);
	fake_heap_left = -1;
	ck_assert_int_eq(uk_fd_room(), 0);
	uk_fd_max = 4;
	ck_assert_int_eq(uk_fd_room(), -EMFILE);
}
END_TEST

START_TEST(dup_shares_position)
{
	int a = new (&mem_ops, O_RDWR), b = dup(a);
	char c;

	ck_assert_int_eq(write(a, "xyz", 3), 3);
	ck_assert_int_eq(lseek(b, 0, SEEK_CUR), 3);
	ck_assert_int_eq(lseek(a, 1, SEEK_SET), 1);
	ck_assert_int_eq(read(b, &c, 1), 1);
	ck_assert_int_eq(c, 'y');
	close(a);
	ck_assert_int_eq(closed, 0);
	close(b);
	ck_assert_int_eq(closed, 1);
}
END_TEST

START_TEST(dup2_replaces)
{
	int a = new (&bare_ops, O_RDWR), b = new (&bare_ops, O_RDWR);

	ck_assert_int_eq(dup2(a, b), b);
	ck_assert_int_eq(closed, 1);
	ck_assert_int_eq(dup2(a, a), a);
	ck_assert_int_eq(dup2(a, 200), 200);
	FAILS(dup2(999, 4), EBADF);
	FAILS(dup2(a, 1024), EBADF);
	FAILS(dup3(a, a, 0), EINVAL);
}
END_TEST

START_TEST(fcntl_duplicates_and_flags)
{
	int a = new (&bare_ops, O_RDWR), b = fcntl(a, F_DUPFD, 70);
	struct flock l = { .l_type = F_WRLCK };

	ck_assert_int_eq(b, 70);
	FAILS(fcntl(a, F_DUPFD, 1024), EINVAL);
	ck_assert_int_eq(fcntl(a, F_DUPFD, -1), -1);
	ck_assert_int_eq(fcntl(b, F_GETFD), 0);
	ck_assert_int_eq(fcntl(b, F_SETFD, FD_CLOEXEC), 0);
	ck_assert_int_eq(fcntl(b, F_GETFD), FD_CLOEXEC);
	ck_assert_int_eq(fcntl(a, F_GETFD), 0);
	ck_assert_int_eq(fcntl(a, F_SETFL, O_NONBLOCK | O_WRONLY), 0);
	ck_assert_int_eq(fcntl(b, F_GETFL), O_RDWR | O_NONBLOCK);
	ck_assert_int_eq(fcntl(a, F_GETLK, &l), 0);
	ck_assert_int_eq(l.l_type, F_UNLCK);
	FAILS(fcntl(a, 9999), EINVAL);
	FAILS(fcntl(999, F_GETFD), EBADF);
}
END_TEST

START_TEST(locks_of_records_are_checked)
{
	int fd = new (&mem_ops, O_RDWR), r = new (&mem_ops, O_RDONLY),
	    w = new (&mem_ops, O_WRONLY);
	struct flock l = {
		.l_type = F_WRLCK, .l_whence = SEEK_END, .l_start = -10, .l_len = 5
	};

	length = 10;
	ck_assert_int_eq(fcntl(fd, F_SETLK, &l), 0);
	ck_assert_int_eq(fcntl(fd, F_SETLKW, &l), 0);
	l.l_start = -11;
	FAILS(fcntl(fd, F_SETLK, &l), EINVAL);
	l = (struct flock){ .l_type = F_WRLCK, .l_whence = SEEK_CUR, .l_len = -1 };
	FAILS(fcntl(fd, F_SETLK, &l), EINVAL);
	ck_assert_int_eq(lseek(fd, 1, SEEK_SET), 1);
	ck_assert_int_eq(fcntl(fd, F_SETLK, &l), 0);
	l.l_start = LONG_MAX;
	FAILS(fcntl(fd, F_SETLK, &l), EOVERFLOW);
	l = (struct flock){ .l_type = F_WRLCK, .l_start = LONG_MAX, .l_len = 2 };
	FAILS(fcntl(fd, F_SETLK, &l), EOVERFLOW);
	l.l_len = 1;
	ck_assert_int_eq(fcntl(fd, F_SETLK, &l), 0);
	l = (struct flock){ .l_type = F_WRLCK, .l_whence = 77 };
	FAILS(fcntl(fd, F_SETLK, &l), EINVAL);
	l = (struct flock){ .l_type = 77 };
	FAILS(fcntl(fd, F_SETLK, &l), EINVAL);
	l = (struct flock){ .l_type = F_WRLCK };
	FAILS(fcntl(r, F_SETLK, &l), EBADF);
	ck_assert_int_eq(fcntl(w, F_SETLK, &l), 0);
	ck_assert_int_eq(fcntl(r, F_GETLK, &l), 0);
	ck_assert_int_eq(l.l_type, F_UNLCK);
	FAILS(fcntl(r, F_GETLK, &l), EINVAL);
	ck_assert_int_eq(fcntl(r, F_SETLK, &l), 0);
	l.l_type = F_RDLCK;
	FAILS(fcntl(w, F_SETLK, &l), EBADF);
	ck_assert_int_eq(fcntl(r, F_SETLK, &l), 0);
	FAILS(lockf(r, F_LOCK, 0), EBADF);
	ck_assert_int_eq(lockf(r, F_TEST, 0), 0);
	ck_assert_int_eq(lockf(fd, F_TLOCK, 10), 0);
	FAILS(lockf(fd, F_TLOCK, -2), EINVAL);
	FAILS(lockf(fd, 4, 0), EINVAL);
	FAILS(lockf(999, F_ULOCK, 0), EBADF);
}
END_TEST

START_TEST(seek_bounds)
{
	int fd = new (&mem_ops, O_RDWR), bare = new (&bare_ops, O_RDWR);

	length = 10;
	ck_assert_int_eq(lseek(fd, -1, SEEK_END), 9);
	ck_assert_int_eq(lseek(fd, 5, SEEK_CUR), 14);
	FAILS(lseek(fd, -15, SEEK_CUR), EINVAL);
	FAILS(lseek(fd, LONG_MAX, SEEK_CUR), EOVERFLOW);
	FAILS(lseek(fd, 0, 77), EINVAL);
	FAILS(lseek(bare, 0, SEEK_SET), ESPIPE);
	FAILS(lseek(999, 0, SEEK_SET), EBADF);
}
END_TEST

START_TEST(access_mode_is_enforced)
{
	int r = new (&mem_ops, O_RDONLY), w = new (&mem_ops, O_WRONLY);
	char c = 0;

	FAILS(write(r, &c, 1), EBADF);
	FAILS(read(w, &c, 1), EBADF);
	ck_assert_int_eq(pwrite(r, &c, 1, 0), -1);
	ck_assert_int_eq(pread(w, &c, 1, 0), -1);
	FAILS(pread(r, &c, 1, -1), EINVAL);
	FAILS(pread(new (&bare_ops, O_RDWR), &c, 1, 0), ESPIPE);
}
END_TEST

START_TEST(append_goes_to_the_end)
{
	int fd = new (&mem_ops, O_WRONLY | O_APPEND);

	memcpy(store, "abc", 3);
	length = 3;
	lseek(fd, 0, SEEK_SET);
	ck_assert_int_eq(write(fd, "de", 2), 2);
	ck_assert(memcmp(store, "abcde", 5) == 0);
	ck_assert_int_eq(lseek(fd, 0, SEEK_CUR), 5);
}
END_TEST

START_TEST(vectors_are_checked)
{
	int fd = new (&mem_ops, O_RDWR);
	char a[2], b[2];
	struct iovec iov[2] = { { a, SSIZE_MAX }, { b, 2 } };
	struct iovec good[2] = { { "ab", 2 }, { "cd", 2 } };
	volatile int negative = -1, many = 1025; /* hidden from gcc, which warns */

	FAILS(readv(fd, iov, 2), EINVAL);
	FAILS(readv(fd, iov, negative), EINVAL);
	FAILS(writev(fd, iov, many), EINVAL);
	ck_assert_int_eq(writev(fd, good, 2), 4);
	ck_assert_int_eq(pwritev(fd, good, 2, 2), 4);
	ck_assert(memcmp(store, "ababcd", 6) == 0);
	ck_assert_int_eq(lseek(fd, 0, SEEK_CUR), 4);
}
END_TEST

START_TEST(ioctl_of_the_descriptor)
{
	int fd = new (&bare_ops, O_RDWR), on = 1;

	ck_assert_int_eq(ioctl(fd, FIOCLEX), 0);
	ck_assert_int_eq(fcntl(fd, F_GETFD), FD_CLOEXEC);
	ck_assert_int_eq(ioctl(fd, FIONCLEX), 0);
	ck_assert_int_eq(fcntl(fd, F_GETFD), 0);
	ck_assert_int_eq(ioctl(fd, FIONBIO, &on), 0);
	ck_assert_int_eq(fcntl(fd, F_GETFL), O_RDWR | O_NONBLOCK);
	FAILS(ioctl(fd, 0xdead, &on), ENOTTY);
	ck_assert_int_eq(isatty(fd), 0);
}
END_TEST

START_TEST(locks_of_open_files)
{
	int a = memfd_create("a", 0), b = memfd_create("b", 0), same, other;

	same = dup(a);
	shm_unlink("/l");
	other = shm_open("/l", O_RDWR | O_CREAT, 0600);
	ck_assert_int_eq(flock(a, LOCK_EX), 0);
	ck_assert_int_eq(flock(same, LOCK_EX | LOCK_NB), 0); /* the same open file */
	ck_assert_int_eq(flock(b, LOCK_EX | LOCK_NB), 0);    /* another file */
	close(a);
	close(b);
	a = shm_open("/l", O_RDWR, 0);
	ck_assert_int_eq(flock(a, LOCK_SH), 0);
	ck_assert_int_eq(flock(other, LOCK_SH | LOCK_NB), 0);
	FAILS(flock(other, LOCK_EX | LOCK_NB), EWOULDBLOCK);
	ck_assert_int_eq(flock(a, LOCK_UN), 0);
	ck_assert_int_eq(flock(other, LOCK_EX | LOCK_NB), 0);
	FAILS(flock(a, LOCK_SH | LOCK_NB), EWOULDBLOCK);
	close(other); /* its lock ends with it */
	ck_assert_int_eq(flock(a, LOCK_SH | LOCK_NB), 0);
	FAILS(flock(a, 0), EINVAL);
	FAILS(flock(99, LOCK_SH), EBADF);
	ck_assert_int_eq(lockf(a, F_LOCK, 0), 0);
	FAILS(lockf(a, 77, 0), EINVAL);
	close(a);
	close(same);
	shm_unlink("/l");
	ck_assert_int_eq(fake_heap_live, uk_fd_size > 4);
}
END_TEST

START_TEST(room_and_copies)
{
	int a = memfd_create("a", 0), b = memfd_create("b", 0);
	off_t off = 3;
	char buf[8];

	ck_assert_int_eq(posix_fallocate(a, 0, 100), 0);
	ck_assert_int_eq(lseek(a, 0, SEEK_END), 100);
	ck_assert_int_eq(posix_fallocate(a, 10, 10), 0);
	ck_assert_int_eq(lseek(a, 0, SEEK_END), 100);
	ck_assert_int_eq(posix_fallocate(a, -1, 10), EINVAL);
	ck_assert_int_eq(posix_fallocate(a, 0, 0), EINVAL);
	ck_assert_int_eq(posix_fallocate(99, 0, 1), EBADF);
	ck_assert_int_eq(posix_fallocate(1, 0, 1), ESPIPE);
	ck_assert_int_eq(posix_fadvise(a, 0, 0, POSIX_FADV_DONTNEED), 0);
	ck_assert_int_eq(posix_fadvise(a, 0, 0, 77), EINVAL);
	ck_assert_int_eq(posix_fadvise(1, 0, 0, 0), ESPIPE);
	ck_assert_int_eq(pwrite(a, "0123456789", 10, 0), 10);
	ck_assert_int_eq(sendfile(b, a, &off, 4), 4);
	ck_assert_int_eq(off, 7);
	ck_assert_int_eq(pread(b, buf, 8, 0), 4);
	ck_assert_mem_eq(buf, "3456", 4);
	lseek(a, 98, SEEK_SET);
	ck_assert_int_eq(sendfile(b, a, NULL, 1000), 2);
	ck_assert_int_eq(sendfile(b, a, NULL, 1000), 0);
	off = -1;
	FAILS(sendfile(b, a, &off, 4), EINVAL);
	off = 0;
	FAILS(sendfile(99, a, &off, 4), EBADF);
	close(a);
	close(b);
}
END_TEST

SUITE("descriptors", lowest_free_is_given, table_grows_to_its_limit,
      a_number_is_never_free_in_dup2, random_use_matches_a_model, no_memory_is_an_error,
      dup_shares_position, dup2_replaces, fcntl_duplicates_and_flags,
      locks_of_records_are_checked, seek_bounds, access_mode_is_enforced,
      append_goes_to_the_end, vectors_are_checked, ioctl_of_the_descriptor, locks_of_open_files,
      room_and_copies)
