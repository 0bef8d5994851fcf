/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Running tools. What they say goes to a file and is shown only if they fail: some of them are
 * chatty. Their input comes from a file too, so that nobody waits for anybody.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../common/paths.h"
#include "../common/say.h"
#include "files.h"
#include "tool.h"

extern char **environ;

/* The path of program @name, or NULL. Users' PATH often lacks the folders of administrators. */
static char *find(const char *name)
{
	const char *path = getenv("PATH");
	char *all = xasprintf("%s:/usr/sbin:/sbin", path ? path : "/usr/bin:/bin"), *dir;

	while ((dir = strsep(&all, ":"))) {
		char *file = path_in(*dir ? dir : ".", name);

		if (access(file, X_OK) == 0)
			return file;
	}
	return NULL;
}

static void missing(const char *what, const char *package)
{
	die("%s is missing; install it (Debian: apt install %s)", what, package);
}

void tool_need(const char *name, const char *package)
{
	if (!find(name))
		missing(name, package);
}

void tool_need_file(const char *path, const char *package)
{
	if (!path_exists(path))
		missing(path, package);
}

static void environment(struct strv *env, int64_t epoch)
{
	/* clang-format off */
	static const char *const own[] = {
		"SOURCE_DATE_EPOCH=", "LC_ALL=", "TZ=", "MTOOLSRC=", "MTOOLS_", "GRUB_", "LANGUAGE=",
	};
	/* clang-format on */
	const size_t n = sizeof(own) / sizeof(*own);

	for (char **e = environ; *e; e++) {
		size_t i = 0;

		while (i < n && strncmp(*e, own[i], strlen(own[i])))
			i++;
		if (i == n)
			strv_push(env, *e);
	}
	strv_push(env, xasprintf("SOURCE_DATE_EPOCH=%lld", (long long)epoch));
	strv_push(env, "LC_ALL=C");
	strv_push(env, "TZ=UTC");
	strv_push(env, "MTOOLSRC=/dev/null");
	strv_push(env, "MTOOLS_SKIP_CHECK=1");
}

static int wait_for(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			die("waiting: %s", strerror(errno));
	files_check_signals();
	return status;
}

static void show_failure(const char *name, const char *said, int status)
{
	struct buf text = { 0 };

	if (buf_read_file(&text, said) && text.n && write(STDERR_FILENO, text.p, text.n) < 0) {
		/* nobody is there to be told */
	}
	if (WIFSIGNALED(status))
		die("%s was ended by signal %d", name, WTERMSIG(status));
	die("%s failed with status %d: see above", name, WEXITSTATUS(status));
}

void tool_run(const struct strv *argv, const struct buf *input, int64_t epoch)
{
	char *said = path_in(files_scratch(), "said"), *in = path_in(files_scratch(), "input");
	const char *name = argv->v[0];
	char *path = find(name);
	posix_spawn_file_actions_t files;
	struct strv env = { 0 };
	pid_t pid;
	int e, status;

	if (!path)
		die("%s is missing", name);
	if (input)
		files_write(in, input->p, input->n);
	environment(&env, epoch);
	e = posix_spawn_file_actions_init(&files);
	if (!e)
		e = posix_spawn_file_actions_addopen(&files, 0, input ? in : "/dev/null",
						     O_RDONLY, 0);
	if (!e)
		e = posix_spawn_file_actions_addopen(&files, 1, said,
						     O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (!e)
		e = posix_spawn_file_actions_adddup2(&files, 1, 2);
	if (!e)
		e = posix_spawn(&pid, path, &files, NULL, argv->v, env.v);
	if (e)
		die("%s cannot be run: %s", path, strerror(e));
	posix_spawn_file_actions_destroy(&files);
	status = wait_for(pid);
	if (status)
		show_failure(name, said, status);
}

void tool_runl(int64_t epoch, const char *name, ...)
{
	struct strv argv = { 0 };
	const char *word;
	va_list ap;

	strv_push(&argv, name);
	va_start(ap, name);
	while ((word = va_arg(ap, const char *)))
		strv_push(&argv, word);
	va_end(ap);
	tool_run(&argv, NULL, epoch);
}
