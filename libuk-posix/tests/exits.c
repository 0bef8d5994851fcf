/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Start and end of a program, in the way that argv[1] names; exit_status.sh knows
 * what must be seen.
 */
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void say(const char *what)
{
	printf("%s ", what);
}

__attribute__((constructor)) static void constructor(void)
{
	say("constructor");
}

__attribute__((destructor)) static void destructor(void)
{
	say("destructor");
}

static void first(void)
{
	say("first");
}

static void second(void)
{
	say("second");
}

static void on_abort(int sig)
{
	(void)sig;
	write(1, "handler ", 8);
}

static void on_term(int sig)
{
	printf("signal %d ", sig);
	exit(5);
}

/* Until somebody ends us; meanwhile there is something in stdout's buffer. */
static void wait_to_be_ended(const char *how)
{
	char line[10];

	if (strcmp(how, "asked-handled") == 0)
		signal(SIGTERM, on_term);
	if (strcmp(how, "asked-ignored") == 0)
		signal(SIGTERM, SIG_IGN);
	write(2, "ready", 5);
	if (strcmp(how, "asked-busy") == 0)
		for (volatile int i = 0;; i++)
			;
	if (strcmp(how, "asked-reading") == 0)
		fgets(line, sizeof(line), stdin);
	for (;;)
		sleep(1000);
}

static void *last_thread(void *arg)
{
	usleep(1000);
	say("thread");
	return arg;
}

int main(int argc, char **argv)
{
	const char *how = argc > 1 ? argv[1] : "return";
	pthread_t t;

	atexit(first);
	atexit(second);
	say("main");
	if (strcmp(how, "return") == 0)
		return 3;
	if (strcmp(how, "exit") == 0)
		exit(256 + 7);
	if (strcmp(how, "_exit") == 0)
		_exit(9);
	if (strcmp(how, "args") == 0) {
		printf("%d %s [%s] ", argc, argv[2],
		       getenv("UK_TEST") ? getenv("UK_TEST") : "-");
		return 0;
	}
	if (strcmp(how, "term") == 0)
		raise(SIGTERM);
	if (strcmp(how, "lines") == 0) { /* where the end of a line is no reason to write it */
		printf("\n");
		_exit(fflush(stdout) == EOF);
	}
	if (strcmp(how, "lost") == 0) {
		printf("\n");
		_exit(0);
	}
	if (strcmp(how, "thread") == 0) {
		pthread_create(&t, NULL, last_thread, NULL);
		pthread_exit(NULL);
	}
	if (strcmp(how, "cat") == 0) {
		struct pollfd in = { 0, POLLIN, 0 };
		char line[80];

		fprintf(stderr, "error ");
		printf("%d ", poll(&in, 1, 10000));
		while (fgets(line, sizeof(line), stdin))
			printf("<%.*s> ", (int)strcspn(line, "\n"), line);
		return 0;
	}
	if (strncmp(how, "asked", 5) == 0)
		wait_to_be_ended(how);
	fflush(stdout);
	if (strcmp(how, "handled") == 0)
		signal(SIGABRT, on_abort);
	abort();
}
