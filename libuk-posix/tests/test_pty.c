/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Pseudo-terminals: POSIX XSH posix_openpt() and kin, pty(7). In an image, and natively of the
 * build machine's, which must agree.
 */
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include "tests/suite.h"

#define OK(call) ck_assert_msg((call) >= 0, #call ": errno %d", errno)

#ifdef UK_GLIBC
/* As an image is: a process that leads a session; and with no other terminal. */
__attribute__((constructor)) static void new_session(void)
{
	int status;
	pid_t child = fork();

	if (child > 0) {
		waitpid(child, &status, 0);
		_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
	}
	setsid();
	setenv("CK_FORK", "no", 1);
	alarm(120);
}
#endif

static int master, slave;
static char buf[70000];

static void open_pair(void)
{
	master = posix_openpt(O_RDWR | O_NOCTTY);
	OK(master);
	OK(grantpt(master));
	OK(unlockpt(master));
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	OK(slave);
}

static void close_pair(void)
{
	OK(close(slave));
	OK(close(master));
}

static void raw(void)
{
	struct termios t;

	OK(tcgetattr(slave, &t));
	cfmakeraw(&t);
	OK(tcsetattr(slave, TCSANOW, &t));
}

static void nonblock(int fd, bool on)
{
	OK(fcntl(fd, F_SETFL, on ? O_RDWR | O_NONBLOCK : O_RDWR));
}

static void puts_(int fd, const char *text)
{
	ck_assert_int_eq(write(fd, text, strlen(text)), strlen(text));
}

/* Exactly @text is what comes; in how many pieces is nobody's affair. */
static void gets_(int fd, const char *text)
{
	size_t n = 0, len = strlen(text);

	while (n < len) {
		ssize_t r = read(fd, buf + n, len - n);

		ck_assert_msg(r > 0, "\"%slave\": read %zd, errno %d", text, r, errno);
		n += (size_t)r;
	}
	buf[n] = '\0';
	ck_assert_str_eq(buf, text);
}

/* What holds now. Linux needs a moment for its work queues. */
static short ready(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN | POLLOUT };

	usleep(10000);
	ck_assert_int_ge(poll(&p, 1, 0), 0);
	return p.revents;
}

START_TEST(a_master_leads_to_its_slave)
{
	int pipes[2], n, other;
	char name[40], same[40];
	struct stat st, of_name;

	master = posix_openpt(O_RDWR | O_NOCTTY);
	OK(master);
	OK(ioctl(master, TIOCGPTN, &n));
	snprintf(name, sizeof(name), "/dev/pts/%d", n);
	ck_assert_str_eq(ptsname(master), name);
	ck_assert_int_eq(ptsname_r(master, same, sizeof(same)), 0);
	ck_assert_str_eq(same, name);
	ck_assert_int_eq(ptsname_r(master, same, strlen(name)), ERANGE);
	/* Locked at first. */
	FAILS(open(name, O_RDWR | O_NOCTTY), EIO);
	OK(ioctl(master, TIOCGPTLCK, &n));
	ck_assert_int_eq(n, 1);
	OK(grantpt(master));
	FAILS(open(name, O_RDWR | O_NOCTTY), EIO);
	OK(unlockpt(master));
	slave = open(name, O_RDWR | O_NOCTTY);
	OK(slave);
	n = 1;
	OK(ioctl(master, TIOCSPTLCK, &n));
	FAILS(open(name, O_RDWR | O_NOCTTY), EIO);

	ck_assert_int_eq(isatty(master), 1);
	ck_assert_int_eq(isatty(slave), 1);
	ck_assert_str_eq(ttyname(slave), name);
	ck_assert_int_eq(ttyname_r(slave, same, sizeof(same)), 0);
	ck_assert_str_eq(same, name);
	ck_assert_int_eq(ttyname_r(slave, same, 3), ERANGE);
	OK(fstat(slave, &st));
	OK(stat(name, &of_name));
	ck_assert(S_ISCHR(st.st_mode) && S_ISCHR(of_name.st_mode));
	ck_assert(st.st_rdev == of_name.st_rdev);
	OK(fstat(master, &st));
	ck_assert(S_ISCHR(st.st_mode) && st.st_rdev != of_name.st_rdev);
	FAILS(lseek(master, 0, SEEK_SET), ESPIPE);
	FAILS(lseek(slave, 0, SEEK_SET), ESPIPE);

	/* By its name, too. */
	other = open("/dev/ptmx", O_RDWR | O_NOCTTY);
	OK(other);
	ck_assert_str_ne(ptsname(other), name);
	OK(close(other));

	OK(pipe(pipes));
	FAILS(grantpt(pipes[0]), EINVAL);
	FAILS(unlockpt(pipes[0]), EINVAL);
	FAILS(grantpt(slave), EINVAL);
	errno = 0;
	ck_assert(ptsname(slave) == NULL && errno == ENOTTY);
	ck_assert_int_eq(ptsname_r(pipes[0], same, sizeof(same)), ENOTTY);
	FAILS(grantpt(-1), EBADF);
	FAILS(unlockpt(-1), EBADF);
	errno = 0;
	ck_assert(ptsname(-1) == NULL && errno == EBADF);
	OK(close(pipes[0]));
	OK(close(pipes[1]));
	close_pair();
	/* The name ends with the master. */
	FAILS(open(name, O_RDWR | O_NOCTTY), ENOENT);
}
END_TEST

static bool lists(const char *path, const char *name)
{
	DIR *d = opendir(path);
	struct dirent *e;
	bool found = false;

	ck_assert_ptr_nonnull(d);
	while ((e = readdir(d)) != NULL) {
		if (strcmp(e->d_name, name) == 0) {
			ck_assert(e->d_type == DT_CHR || e->d_type == DT_LNK);
			found = true;
		}
	}
	closedir(d);
	return found;
}

START_TEST(names_are_in_their_folder)
{
	char name[40];

	open_pair();
	strcpy(name, ptsname(master));
	ck_assert(lists("/dev/pts", name + 9));
	ck_assert(lists("/dev", "ptmx"));
	OK(access("/dev/pts/ptmx", F_OK));
	OK(close(master));
	ck_assert(!lists("/dev/pts", name + 9));
	FAILS(access(name, F_OK), ENOENT);
	FAILS(access("/dev/pts/x", F_OK), ENOENT);
	OK(close(slave));
}
END_TEST

START_TEST(modes_begin_as_a_login_has_them)
{
	struct termios t, of_master;

	open_pair();
	OK(tcgetattr(slave, &t));
	ck_assert_uint_eq(t.c_iflag, ICRNL | IXON);
	ck_assert_uint_eq(t.c_oflag, OPOST | ONLCR);
	ck_assert_uint_eq(t.c_cflag, B38400 | CS8 | CREAD);
	ck_assert_uint_eq(t.c_lflag,
			  ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN);
	ck_assert_int_eq(memcmp(t.c_cc, "\3\34\177\25\4\0\1\0\21\23\32\0\22\17\27\26\0", 17),
			 0);
	ck_assert(cfgetispeed(&t) == B38400 && cfgetospeed(&t) == B38400);
	/* The master shows, and sets, those of the slave. */
	OK(tcgetattr(master, &of_master));
	ck_assert_uint_eq(of_master.c_lflag, t.c_lflag);
	of_master.c_lflag &= ~(tcflag_t)ECHO;
	OK(tcsetattr(master, TCSAFLUSH, &of_master));
	OK(tcgetattr(slave, &t));
	ck_assert(!(t.c_lflag & ECHO));
	close_pair();
}
END_TEST

START_TEST(what_is_typed_is_read)
{
	open_pair();
	puts_(master, "ab\177c\r");
	gets_(slave, "ac\n");
	gets_(master, "ab\b \bc\r\n");
	puts_(slave, "out\n");
	gets_(master, "out\r\n");
	puts_(master, "\004");
	ck_assert_int_eq(read(slave, buf, sizeof(buf)), 0);
	raw();
	puts_(master, "\003\r");
	gets_(slave, "\003\r");
	puts_(slave, "a\n");
	gets_(master, "a\n");
	close_pair();
}
END_TEST

/* Until no more goes in: how much did. Linux moves some on meanwhile. */
static long fill(int fd)
{
	long n, total = 0;

	for (bool again = true; again;) {
		again = false;
		while ((n = write(fd, buf, 1000)) > 0 || (n = write(fd, buf, 1)) > 0) {
			total += n;
			again = true;
		}
		usleep(20000);
	}
	return total;
}

/* Read @total bytes, and there are no more. */
static void drain(int fd, long total)
{
	long n;

	for (int tries = 0; total > 0 && tries < 1000;) {
		n = read(fd, buf, sizeof(buf));
		if (n > 0)
			total -= n;
		else
			tries++, usleep(1000);
	}
	ck_assert_int_eq(total, 0);
	FAILS(read(fd, buf, 1), EAGAIN);
}

START_TEST(not_blocking)
{
	long total;

	open_pair();
	raw();
	nonblock(master, true);
	nonblock(slave, true);
	FAILS(read(master, buf, 1), EAGAIN);
	FAILS(read(slave, buf, 1), EAGAIN);
	total = fill(slave);
	FAILS(write(slave, buf, 1), EAGAIN);
	ck_assert_int_eq(ready(slave) & POLLOUT, 0);
	ck_assert_int_eq(ready(master) & POLLIN, POLLIN);
	drain(master, total);
	ck_assert_int_eq(ready(slave), POLLOUT);
	total = fill(master);
	FAILS(write(master, buf, 1), EAGAIN);
	ck_assert_int_eq(ready(master) & POLLOUT, 0);
	ck_assert_int_eq(ready(slave) & POLLIN, POLLIN);
	drain(slave, total);
	ck_assert_int_eq(ready(master), POLLOUT);
	close_pair();
}
END_TEST

START_TEST(a_closed_master_is_a_hang_up)
{
	struct termios t;

	open_pair();
	ck_assert_int_eq(ready(slave), POLLOUT);
	puts_(master, "line\n");
	OK(close(master));
	ck_assert_int_eq(read(slave, buf, 10), 0);
	FAILS(write(slave, "x", 1), EIO);
	FAILS(tcgetattr(slave, &t), EIO);
	FAILS(tcsetpgrp(slave, getpgrp()), ENOTTY);
	ck_assert_int_eq(isatty(slave), 0);
	ck_assert_int_eq(ready(slave), POLLIN | POLLOUT | POLLERR | POLLHUP);
	OK(close(slave));
}
END_TEST

START_TEST(slaves_come_and_go)
{
	char name[40];
	struct termios t;
	int again;

	master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
	OK(unlockpt(master));
	strcpy(name, ptsname(master));
	/* No slave yet: nothing is wrong. */
	FAILS(read(master, buf, 1), EAGAIN);
	ck_assert_int_eq(ready(master), POLLOUT);
	slave = open(name, O_RDWR | O_NOCTTY);
	again = open(name, O_RDONLY | O_NOCTTY);
	OK(slave);
	OK(again);
	FAILS(write(again, "x", 1), EBADF);
	puts_(slave, "last");
	OK(tcgetattr(slave, &t));
	t.c_lflag &= ~(tcflag_t)ECHO;
	OK(tcsetattr(slave, TCSANOW, &t));
	OK(close(slave));
	ck_assert_int_eq(ready(master), POLLIN | POLLOUT); /* there is another */
	OK(close(again));
	ck_assert_int_eq(ready(master), POLLIN | POLLOUT | POLLHUP);
	gets_(master, "last");
	FAILS(read(master, buf, 1), EIO);
	ck_assert_int_eq(ready(master), POLLOUT | POLLHUP);
	/* The next one finds modes, and what was typed meanwhile. */
	puts_(master, "typed\n");
	slave = open(name, O_RDWR | O_NOCTTY);
	OK(slave);
	FAILS(read(master, buf, 1), EAGAIN);
	gets_(slave, "typed\n");
	OK(tcgetattr(slave, &t));
	ck_assert(!(t.c_lflag & ECHO));
	close_pair();
}
END_TEST

START_TEST(an_end_is_open_until_its_last_descriptor)
{
	int m2, s2;

	open_pair();
	OK(m2 = dup(master));
	OK(s2 = dup(slave));
	OK(close(master));
	OK(close(slave));
	puts_(m2, "x\n");
	gets_(s2, "x\n");
	OK(close(s2));
	gets_(m2, "x\r\n");
	FAILS(read(m2, buf, 1), EIO);
	OK(close(m2));
}
END_TEST

static void *read_slave(void *arg)
{
	(void)arg;
	return (void *)(intptr_t)read(slave, buf, sizeof(buf));
}

static void *read_master(void *arg)
{
	ssize_t n = read(master, buf, sizeof(buf));

	(void)arg;
	return (void *)(intptr_t)(n < 0 ? -errno : n);
}

START_TEST(readers_wait)
{
	pthread_t t;
	void *r;

	open_pair();
	OK(-pthread_create(&t, NULL, read_slave, NULL));
	usleep(20000);
	puts_(master, "abc");
	usleep(20000);
	puts_(master, "d\n");
	pthread_join(t, &r);
	ck_assert_int_eq((intptr_t)r, 5);
	gets_(master, "abcd\r\n");
	OK(-pthread_create(&t, NULL, read_master, NULL));
	usleep(20000);
	puts_(slave, "xy");
	pthread_join(t, &r);
	ck_assert_int_eq((intptr_t)r, 2);
	/* The end of the other side wakes them. */
	OK(-pthread_create(&t, NULL, read_master, NULL));
	usleep(20000);
	OK(close(slave));
	pthread_join(t, &r);
	ck_assert_int_eq((intptr_t)r, -EIO);
	OK(close(master));
	open_pair();
	OK(-pthread_create(&t, NULL, read_slave, NULL));
	usleep(20000);
	OK(close(master));
	pthread_join(t, &r);
	ck_assert_int_le((intptr_t)r, 0); /* Linux says 0 or EIO, as it happens */
	OK(close(slave));
}
END_TEST

#define MUCH 300000

static void *write_much(void *fd)
{
	static char from[1000];
	long n;

	memset(from, 'x', sizeof(from));
	for (long done = 0; done < MUCH; done += n) {
		n = write(*(int *)fd, from, sizeof(from));
		if (n <= 0)
			return "writer failed";
	}
	return NULL;
}

static void much(int from, int to)
{
	pthread_t t;
	void *r;
	long n;

	OK(-pthread_create(&t, NULL, write_much, &from));
	for (long done = 0; done < MUCH; done += n) {
		n = read(to, buf, sizeof(buf));
		ck_assert_int_gt(n, 0);
		for (long i = 0; i < n; i++)
			ck_assert_int_eq(buf[i], 'x');
	}
	pthread_join(t, &r);
	ck_assert_ptr_null(r);
}

START_TEST(writers_wait)
{
	open_pair();
	much(slave, master);
	raw();
	much(master, slave);
	much(slave, master);
	close_pair();
}
END_TEST

static volatile int caught[65];

static void handler(int sig)
{
	caught[sig]++;
}

static volatile bool done;

static void *interrupt(void *arg)
{
	while (!done) {
		pthread_kill(*(pthread_t *)arg, SIGUSR1);
		usleep(1000);
	}
	return NULL;
}

START_TEST(signals_end_the_wait)
{
	struct sigaction act = { .sa_handler = handler };
	pthread_t me = pthread_self(), t;

	open_pair();
	sigaction(SIGUSR1, &act, NULL);
	done = false;
	OK(-pthread_create(&t, NULL, interrupt, &me));
	FAILS(read(master, buf, 1), EINTR);
	FAILS(read(slave, buf, 1), EINTR);
	done = true;
	pthread_join(t, NULL);
	close_pair();
}
END_TEST

START_TEST(requests)
{
	struct winsize z = { 1, 1, 1, 1 };
	pid_t p;
	int n;

	open_pair();
	/* Sizes are the same at both ends. */
	OK(ioctl(slave, TIOCGWINSZ, &z));
	ck_assert(z.ws_row == 0 && z.ws_col == 0 && z.ws_xpixel == 0 && z.ws_ypixel == 0);
	z = (struct winsize){ 24, 80, 1, 2 };
	OK(ioctl(master, TIOCSWINSZ, &z));
	memset(&z, 0, sizeof(z));
	OK(ioctl(slave, TIOCGWINSZ, &z));
	ck_assert(z.ws_row == 24 && z.ws_col == 80 && z.ws_xpixel == 1 && z.ws_ypixel == 2);
	z.ws_row = 25;
	OK(ioctl(slave, TIOCSWINSZ, &z));
	OK(ioctl(master, TIOCGWINSZ, &z));
	ck_assert_int_eq(z.ws_row, 25);

	puts_(master, "abc\nde");
	ready(slave);
	OK(ioctl(slave, FIONREAD, &n));
	ck_assert_int_eq(n, 4);
	OK(ioctl(master, FIONREAD, &n));
	ck_assert_int_eq(n, 7);
	OK(tcflush(slave, TCIFLUSH));
	OK(ioctl(slave, FIONREAD, &n));
	ck_assert_int_eq(n, 0);
	OK(tcflush(master, TCIFLUSH));
	OK(ioctl(master, FIONREAD, &n));
	ck_assert_int_eq(n, 0);
	FAILS(ioctl(master, TCFLSH, 7L), EINVAL);
	FAILS(ioctl(slave, TCFLSH, 7L), EINVAL);
	OK(tcdrain(slave));
	OK(tcdrain(master));
	OK(ioctl(slave, TIOCOUTQ, &n));
	ck_assert_int_eq(n, 0);
	FAILS(ioctl(slave, TIOCGPTN, &n), ENOTTY);
	FAILS(ioctl(master, 0x5499, &n), ENOTTY);

	/* Nobody's terminal. */
	FAILS(tcgetpgrp(slave), ENOTTY);
	FAILS(tcsetpgrp(slave, getpgrp()), ENOTTY);
	FAILS(tcgetsid(slave), ENOTTY);
	FAILS(tcgetsid(master), ENOTTY);
	OK(ioctl(master, TIOCGPGRP, &p));
	ck_assert_int_eq(p, 0);
	FAILS(ioctl(slave, TIOCNOTTY), ENOTTY);
	close_pair();
}
END_TEST

static void await(int sig, int n)
{
	for (int i = 0; i < 200 && caught[sig] < n; i++)
		usleep(5000);
	ck_assert_msg(caught[sig] == n, "signal %d came %d times", sig, caught[sig]);
}

START_TEST(a_controlling_terminal_sends_signals)
{
	static const int all[] = { SIGINT, SIGQUIT, SIGTSTP, SIGWINCH, SIGHUP, SIGCONT };
	struct winsize z = { 24, 80, 0, 0 };
	int m1, s1;
	pid_t p;

	memset((void *)caught, 0, sizeof(caught));
	for (size_t i = 0; i < 6; i++)
		signal(all[i], handler);
	open_pair();
	/* Not before it is. */
	puts_(master, "\003\034\032");
	OK(ioctl(master, TIOCSWINSZ, &z));
	usleep(20000);
	for (size_t i = 0; i < 6; i++)
		ck_assert_int_eq(caught[all[i]], 0);
	OK(ioctl(slave, TIOCSCTTY, 0));
	OK(ioctl(slave, TIOCSCTTY, 0));
	ck_assert_int_eq(tcgetsid(slave), getsid(0));
	ck_assert_int_eq(tcgetpgrp(slave), getpgrp());
	OK(tcsetpgrp(slave, getpgrp()));
	OK(ioctl(master, TIOCGPGRP, &p));
	ck_assert_int_eq(p, getpgrp());
	puts_(master, "\003");
	await(SIGINT, 1);
	puts_(master, "\034");
	await(SIGQUIT, 1);
	puts_(master, "\032");
	await(SIGTSTP, 1);
	OK(ioctl(master, TIOCSWINSZ, &z)); /* the same */
	z.ws_row = 50;
	OK(ioctl(master, TIOCSWINSZ, &z));
	await(SIGWINCH, 1);
	z.ws_row = 51;
	OK(ioctl(slave, TIOCSWINSZ, &z));
	await(SIGWINCH, 2);
	/* One is enough. */
	m1 = master;
	s1 = slave;
	open_pair();
	FAILS(ioctl(slave, TIOCSCTTY, 0), EPERM);
	/* To give it up is to hang up. */
	OK(ioctl(s1, TIOCNOTTY));
	await(SIGHUP, 1);
	await(SIGCONT, 1);
	FAILS(tcgetpgrp(s1), ENOTTY);
	OK(close(s1));
	OK(close(m1));
	/* And so is the end of the master. */
	OK(ioctl(slave, TIOCSCTTY, 0));
	OK(close(master));
	await(SIGHUP, 2);
	await(SIGCONT, 2);
	ck_assert_int_eq(caught[SIGINT], 1);
	OK(close(slave));
	for (size_t i = 0; i < 6; i++)
		signal(all[i], SIG_DFL);
}
END_TEST

START_TEST(stopped_output_waits)
{
	open_pair();
	nonblock(slave, true);
	puts_(master, "\023");
	ready(slave);
	FAILS(write(slave, "x", 1), EAGAIN);
	ck_assert_int_eq(ready(slave) & POLLOUT, 0);
	puts_(master, "\021");
	ck_assert_int_eq(ready(slave), POLLOUT);
	puts_(slave, "x");
	gets_(master, "x");
	OK(tcflow(slave, TCOOFF));
	FAILS(write(slave, "x", 1), EAGAIN);
	OK(tcflow(slave, TCOON));
	puts_(slave, "y");
	gets_(master, "y");
	close_pair();
}
END_TEST

START_TEST(reads_without_lines_have_a_time)
{
	struct termios t;

	open_pair();
	raw();
	OK(tcgetattr(slave, &t));
	t.c_cc[VMIN] = 0;
	t.c_cc[VTIME] = 1;
	OK(tcsetattr(slave, TCSANOW, &t));
	ck_assert_int_eq(read(slave, buf, 10), 0);
	puts_(master, "ab");
	gets_(slave, "ab");
	t.c_cc[VMIN] = 3;
	t.c_cc[VTIME] = 0;
	OK(tcsetattr(slave, TCSANOW, &t));
	puts_(master, "ab");
	ck_assert_int_eq(ready(slave) & POLLIN, 0);
	puts_(master, "c");
	ck_assert_int_eq(ready(slave) & POLLIN, POLLIN);
	gets_(slave, "abc");
	close_pair();
}
END_TEST

START_TEST(all_ways_to_wait)
{
	struct epoll_event e = { .events = EPOLLIN }, got[2];
	struct timeval tv = { 5, 0 };
	int ep = epoll_create1(0);
	fd_set r;

	open_pair();
	e.data.fd = master;
	OK(epoll_ctl(ep, EPOLL_CTL_ADD, master, &e));
	e.data.fd = slave;
	OK(epoll_ctl(ep, EPOLL_CTL_ADD, slave, &e));
	ck_assert_int_eq(epoll_wait(ep, got, 2, 0), 0);
	puts_(slave, "x");
	ck_assert_int_eq(epoll_wait(ep, got, 2, 5000), 1);
	ck_assert_int_eq(got[0].data.fd, master);
	ck_assert_uint_eq(got[0].events, EPOLLIN);
	gets_(master, "x");
	FD_ZERO(&r);
	FD_SET(master, &r);
	FD_SET(slave, &r);
	puts_(master, "\n");
	gets_(master, "\r\n");
	ck_assert_int_eq(select((master > slave ? master : slave) + 1, &r, NULL, NULL, &tv), 1);
	ck_assert(FD_ISSET(slave, &r) && !FD_ISSET(master, &r));
	gets_(slave, "\n");
	OK(close(slave));
	ck_assert_int_eq(epoll_wait(ep, got, 2, 5000), 1);
	ck_assert_int_eq(got[0].data.fd, master);
	ck_assert_uint_eq(got[0].events, EPOLLHUP);
	OK(close(master));
	OK(close(ep));
}
END_TEST

START_TEST(both_ends_at_once)
{
	struct termios t, of_slave;
	struct winsize z = { 10, 20, 0, 0 };
	char name[40];

	OK(openpty(&master, &slave, NULL, NULL, NULL));
	OK(tcgetattr(slave, &t));
	ck_assert(t.c_lflag & ECHO);
	close_pair();
	t.c_lflag &= ~(tcflag_t)ECHO;
	OK(openpty(&master, &slave, name, &t, &z));
	ck_assert_str_eq(name, ptsname(master));
	ck_assert_str_eq(name, ttyname(slave));
	OK(tcgetattr(slave, &of_slave));
	ck_assert(!(of_slave.c_lflag & ECHO));
	memset(&z, 0, sizeof(z));
	OK(ioctl(master, TIOCGWINSZ, &z));
	ck_assert(z.ws_row == 10 && z.ws_col == 20);
	puts_(master, "hello\n");
	gets_(slave, "hello\n");
	close_pair();
}
END_TEST

#ifndef UK_GLIBC
/* How many there may be is each system's own affair. */
START_TEST(numbers_end)
{
	static int all[300];
	char name[40];
	int n = 0;

	while (n < 300 && (all[n] = posix_openpt(O_RDWR)) >= 0)
		n++;
	ck_assert_int_eq(n, 256);
	FAILS(posix_openpt(O_RDWR), ENOSPC);
	FAILS(openpty(&master, &slave, NULL, NULL, NULL), ENOSPC);
	FAILS(open("/dev/ptmx", O_RDWR), ENOSPC);
	ck_assert_str_eq(ptsname(all[255]), "/dev/pts/255");
	/* A number is free when both ends are closed. */
	OK(unlockpt(all[100]));
	OK(slave = open("/dev/pts/100", O_RDWR));
	OK(close(all[100]));
	FAILS(posix_openpt(O_RDWR), ENOSPC);
	OK(close(slave));
	OK(all[100] = posix_openpt(O_RDWR));
	OK(ptsname_r(all[100], name, sizeof(name)));
	ck_assert_str_eq(name, "/dev/pts/100");
	while (n > 0)
		OK(close(all[--n]));
}
END_TEST
#endif

SUITE("pseudo-terminals", a_master_leads_to_its_slave, names_are_in_their_folder,
      modes_begin_as_a_login_has_them, what_is_typed_is_read, not_blocking,
      a_closed_master_is_a_hang_up, slaves_come_and_go,
      an_end_is_open_until_its_last_descriptor, readers_wait, writers_wait,
      signals_end_the_wait, requests, a_controlling_terminal_sends_signals,
      stopped_output_waits, reads_without_lines_have_a_time, all_ways_to_wait,
#ifndef UK_GLIBC
      numbers_end,
#endif
      both_ends_at_once)
