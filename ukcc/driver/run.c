/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Running gcc. Generated files are memfds that the children inherit and open
 * by /proc/self/fd/N, so nothing is left behind whatever kills us.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../common/say.h"
#include "run.h"

#define LONG_ARGV 100000    /* bytes of arguments from which they go by a response file */
#define KEEP	  (4 << 20) /* bytes of messages that are kept for reading */

extern char **environ;

static pid_t child;

char *run_file(const char *name, const struct buf *data)
{
	int fd = memfd_create(name, 0);

	if (fd < 0)
		die("cannot create a file in memory: %s", strerror(errno));
	for (size_t at = 0; at < data->n;) {
		ssize_t n = write(fd, data->p + at, data->n - at);

		if (n < 0 && errno != EINTR)
			die("cannot write a file in memory: %s", strerror(errno));
		at += n > 0 ? (size_t)n : 0;
	}
	return xasprintf("/proc/self/fd/%d", fd);
}

/* The same arguments, in a response file if they are many (an argument may be 128 KiB at most).
 */
static const struct strv *shorten(const struct strv *argv)
{
	struct strv *v = xzalloc(sizeof(*v));
	struct buf b = { 0 };
	size_t total = 0;

	for (size_t i = 0; i < argv->n; i++)
		total += strlen(argv->v[i]) + 1;
	if (total < LONG_ARGV)
		return argv;
	for (size_t i = 1; i < argv->n; i++) {
		buf_add(&b, "\"", 1);
		for (const char *s = argv->v[i]; *s; s++) {
			if (*s == '"' || *s == '\\')
				buf_add(&b, "\\", 1);
			buf_add(&b, s, 1);
		}
		buf_add(&b, "\"\n", 2);
	}
	strv_push(v, argv->v[0]);
	strv_push(v, xasprintf("@%s", run_file("arguments", &b)));
	return v;
}

void run_exec(const struct strv *argv)
{
	argv = shorten(argv);
	execv(argv->v[0], argv->v);
	die("cannot run %s: %s", argv->v[0], strerror(errno));
}

static void forward(int sig)
{
	if (child > 0)
		kill(child, sig);
}

static const int forwarded[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

/* What is meant to end us ends gcc, which removes its files; then we follow it. */
static void catch_signals(void)
{
	struct sigaction sa = { .sa_handler = forward, .sa_flags = SA_RESTART }, old;

	for (size_t i = 0; i < sizeof(forwarded) / sizeof(*forwarded); i++)
		if (sigaction(forwarded[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
			sigaction(forwarded[i], &sa, NULL);
}

static int wait_for(pid_t pid)
{
	int st;

	while (waitpid(pid, &st, 0) < 0)
		if (errno != EINTR)
			die("waitpid: %s", strerror(errno));
	if (WIFSIGNALED(st)) {
		struct rlimit none = { 0, 0 };

		setrlimit(RLIMIT_CORE, &none);
		signal(WTERMSIG(st), SIG_DFL);
		raise(WTERMSIG(st));
		return 128 + WTERMSIG(st);
	}
	return WEXITSTATUS(st);
}

/* Start @argv with its descriptor @fd replaced by a pipe; returns the end to read. */
static int start_piped(const struct strv *argv, int fd)
{
	posix_spawn_file_actions_t fa;
	int p[2], e;

	argv = shorten(argv);
	if (pipe2(p, O_CLOEXEC) || posix_spawn_file_actions_init(&fa) ||
	    posix_spawn_file_actions_adddup2(&fa, p[1], fd))
		die("pipe: %s", strerror(errno));
	e = posix_spawn(&child, argv->v[0], &fa, NULL, argv->v, environ);
	if (e)
		die("cannot run %s: %s", argv->v[0], strerror(e));
	posix_spawn_file_actions_destroy(&fa);
	close(p[1]);
	return p[0];
}

static void pass_on(const char *p, size_t n)
{
	while (n) {
		ssize_t w = write(2, p, n);

		if (w < 0 && errno != EINTR)
			return;
		p += w > 0 ? w : 0;
		n -= w > 0 ? (size_t)w : 0;
	}
}

/*
 * Wait for something to read on @fd. When gcc is gone, what it wrote is there
 * already: then reading need not wait for a grandchild that a signal orphaned
 * and that keeps the pipe open.
 */
static void wait_for_text(int fd, int *gone)
{
	struct pollfd p[] = { { .fd = fd, .events = POLLIN },
			      { .fd = *gone, .events = POLLIN } };

	if (*gone < 0)
		return;
	while (poll(p, 2, -1) < 0 && errno == EINTR)
		;
	if (!p[1].revents)
		return;
	fcntl(fd, F_SETFL, O_NONBLOCK);
	close(*gone);
	*gone = -1;
}

int run_gcc(const struct strv *argv, struct buf *errors)
{
	char text[8192];
	int fd, gone;
	ssize_t n;

	catch_signals();
	fd = start_piped(argv, 2);
	gone = (int)syscall(SYS_pidfd_open, child,
			    0); /* without it (Linux < 5.3) we wait for all */
	for (;;) {
		wait_for_text(fd, &gone);
		n = read(fd, text, sizeof(text));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			break;
		pass_on(text, (size_t)n);
		if (errors->n < KEEP)
			buf_add(errors, text, (size_t)n);
	}
	close(fd);
	return wait_for(child);
}

char *run_read(const struct strv *argv)
{
	struct buf b = { 0 };
	int fd = start_piped(argv, 1), st;

	buf_read_fd(&b, fd);
	close(fd);
	st = wait_for(child);
	if (st)
		die("%s ended with status %d", argv->v[0], st);
	return b.p ? b.p : xstrdup("");
}
