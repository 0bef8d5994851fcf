/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * spawn N COMMAND… - run COMMAND N times and print the median time in microseconds
 * from fork to its first byte of output; N = 0: once, from fork to its end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e6 + t.tv_nsec / 1e3;
}

static double once(char **argv, int to_end)
{
	int p[2], status;
	char buf[4096];
	double t0, t1;
	pid_t pid;

	if (pipe(p))
		exit(1);
	t0 = now();
	pid = vfork();
	if (pid == 0) {
		dup2(p[1], 1);
		execvp(argv[0], argv);
		_exit(127);
	}
	close(p[1]);
	if (!to_end && read(p[0], buf, 1) != 1)
		fprintf(stderr, "spawn: %s printed nothing\n", argv[0]);
	t1 = now();
	while (read(p[0], buf, sizeof(buf)) > 0)
		;
	close(p[0]);
	waitpid(pid, &status, 0);
	if (to_end)
		t1 = now();
	if (!WIFEXITED(status) || WEXITSTATUS(status) == 127)
		fprintf(stderr, "spawn: %s failed\n", argv[0]);
	return t1 - t0;
}

static int cmp(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	int n = argc > 2 ? atoi(argv[1]) : 0;
	double t[1000];

	if (argc < 3 || n > 1000)
		return 2;
	if (n == 0) {
		printf("%.0f\n", once(argv + 2, 1));
		return 0;
	}
	for (int i = 0; i < n; i++)
		t[i] = once(argv + 2, 0);
	qsort(t, n, sizeof(t[0]), cmp);
	printf("%.0f\n", t[n / 2]);
	return 0;
}
