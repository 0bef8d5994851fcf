/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Temporary names, and renaming. One list says what is to be removed at the end: files, or
 * whole trees. What was renamed is not there under its temporary name any more.
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../common/say.h"
#include "files.h"

static struct strv unfinished;
static volatile sig_atomic_t stopped_by;

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static void remove_tree(const char *path)
{
	nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void clean(void)
{
	for (size_t i = 0; i < unfinished.n; i++)
		remove_tree(unfinished.v[i]);
}

static void on_signal(int signo)
{
	stopped_by = signo;
}

void files_init(void)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction a = { .sa_handler = on_signal }, old;

	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++)
		if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
			sigaction(signals[i], &a, NULL);
	signal(SIGXFSZ, SIG_IGN); /* a file that grows too large is an error of write() */
	atexit(clean);
}

void files_check_signals(void)
{
	if (!stopped_by)
		return;
	clean();
	signal(stopped_by, SIG_DFL);
	raise(stopped_by);
}

const char *files_scratch(void)
{
	static char *path;
	const char *dir = getenv("TMPDIR");

	if (path)
		return path;
	path = xasprintf("%s/ukpack-XXXXXX", dir && *dir ? dir : "/tmp");
	if (!mkdtemp(path))
		die("%s: %s", path, strerror(errno));
	strv_push(&unfinished, path);
	return path;
}

/* FOLDER/.NAME.ukpack-XXXXXX */
static char *beside(const char *path)
{
	size_t n = strlen(path);
	const char *name;

	while (n > 1 && path[n - 1] == '/')
		n--;
	for (name = path + n; name > path && name[-1] != '/';)
		name--;
	return xasprintf("%.*s.%.*s.ukpack-XXXXXX", (int)(name - path), path,
			 (int)(path + n - name), name);
}

/* mkstemp and mkdtemp give rights to the owner only; these are the user's wish. */
static mode_t wanted(mode_t mode)
{
	mode_t mask = umask(0);

	umask(mask);
	return mode & ~mask;
}

char *files_begin(const char *path)
{
	char *temporary = beside(path);
	struct stat st;
	int fd;

	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode))
		die("%s: exists and is not a regular file", path);
	fd = mkstemp(temporary);
	if (fd < 0)
		die("%s: %s", path, strerror(errno));
	strv_push(&unfinished, temporary);
	if (fchmod(fd, wanted(0666)))
		die("%s: %s", temporary, strerror(errno));
	close(fd);
	return temporary;
}

char *files_begin_dir(const char *path, bool (*replaceable)(const char *path))
{
	char *temporary = beside(path);
	struct stat st;

	if (stat(path, &st) == 0 && !replaceable(path))
		die("%s: exists and is not a folder that ukpack made; remove it or take "
		    "another "
		    "name",
		    path);
	if (!mkdtemp(temporary))
		die("%s: %s", path, strerror(errno));
	strv_push(&unfinished, temporary);
	if (chmod(temporary, wanted(0777)))
		die("%s: %s", temporary, strerror(errno));
	return temporary;
}

static int sync_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	(void)st;
	(void)type;
	(void)at;
	if (fd < 0 || fsync(fd) || close(fd))
		die("%s: %s", path, strerror(errno));
	return 0;
}

void files_finish(const char *temporary, const char *path)
{
	struct stat st;

	files_check_signals();
	nftw(temporary, sync_one, 16, FTW_DEPTH | FTW_PHYS);
	if (rename(temporary, path) == 0)
		return; /* what is left to clean has gone */
	/* A folder in which there is something changes places with the new one, which is then
	 * what clean() removes. */
	if (stat(path, &st) || !S_ISDIR(st.st_mode) ||
	    renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_EXCHANGE))
		die("%s: %s", path, strerror(errno));
}

static void put(int fd, const char *path, const char *p, size_t n)
{
	while (n) {
		ssize_t r = write(fd, p, n);

		files_check_signals();
		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			die("%s: %s", path, strerror(errno));
		p += r;
		n -= (size_t)r;
	}
	if (close(fd))
		die("%s: %s", path, strerror(errno));
}

void files_write_as(const char *path, const char *name, const void *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

	if (fd < 0)
		die("%s: %s", name, strerror(errno));
	put(fd, name, bytes, n);
}

void files_write(const char *path, const void *bytes, size_t n)
{
	files_write_as(path, path, bytes, n);
}

void files_write_at(const char *path, uint64_t offset, const void *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0 || lseek(fd, (off_t)offset, SEEK_SET) < 0)
		die("%s: %s", path, strerror(errno));
	put(fd, path, bytes, n);
}

void files_mkdir(const char *path)
{
	if (mkdir(path, 0777))
		die("%s: %s", path, strerror(errno));
}

void files_read(struct buf *b, const char *what, const char *path)
{
	if (!buf_read_file(b, path))
		die("%s%s%s: %s", what ? what : "", what ? " " : "", path, strerror(errno));
}
