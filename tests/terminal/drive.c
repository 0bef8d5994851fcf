/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * drive [TEXT KEYS]… -- COMMAND…: run COMMAND on a pseudo-terminal of 33 lines and 77 columns;
 * each time TEXT appears, type KEYS. What it wrote goes to stdout, its status is ours (128 +
 * signal). In KEYS ^X is a control character. SIGTERM, of whoever lost patience, ends it with
 * 124.
 */
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char text[1 << 20];
static size_t len;

/* More of the output; false: that was all. */
static int more(int fd)
{
	ssize_t n = read(fd, text + len, sizeof(text) - 1 - len);

	if (n <= 0)
		return 0;
	len += (size_t)n;
	text[len] = '\0';
	return 1;
}

static void type(int fd, const char *keys)
{
	for (; *keys; keys++) {
		char c = keys[0] == '^' && keys[1] ? *++keys & 0x1f : *keys;

		if (write(fd, &c, 1) != 1)
			return;
	}
}

static void impatient(int sig)
{
	(void)sig;
	if (write(1, text, len) < 0)
		_exit(125);
	_exit(124);
}

int main(int argc, char **argv)
{
	struct winsize size = { 33, 77, 0, 0 };
	size_t from = 0;
	int fd, status, i = 1;
	pid_t pid = forkpty(&fd, NULL, NULL, &size);

	if (pid < 0)
		return 125;
	if (pid == 0) {
		while (i < argc && strcmp(argv[i], "--"))
			i++;
		if (i + 1 < argc)
			execvp(argv[i + 1], argv + i + 1);
		_exit(127);
	}
	signal(SIGTERM, impatient);
	for (; i + 1 < argc && strcmp(argv[i], "--"); i += 2) {
		char *at;

		while (!(at = strstr(text + from, argv[i])))
			if (!more(fd))
				goto end;
		from = (size_t)(at - text) + strlen(argv[i]);
		type(fd, argv[i + 1]);
	}
	while (more(fd))
		;
end:
	fwrite(text, 1, len, stdout);
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
