/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * mkstemp(), mkdtemp(): POSIX XSH, and kin. In place of newlib's, whose mkdtemp() always fails
 * and whose names are those of the process number, which is 1 in each image.
 */
#define _GNU_SOURCE 1
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define XS    6
#define TRIES 1000

enum what { A_FILE, A_DIRECTORY, A_NAME };

/* Six letters of base 36 over the Xs; other ones each time. */
static void put_letters(char *xs)
{
	static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyz";
	static uint64_t state;
	struct timespec now;
	uint64_t n;

	clock_gettime(CLOCK_REALTIME, &now);
	state = (state + (uint64_t)now.tv_nsec + (uint64_t)now.tv_sec * 1000000007u) *
			6364136223846793005u +
		1442695040888963407u;
	n = state >> 20;
	for (int i = 0; i < XS; i++, n /= 36)
		xs[i] = letters[n % 36];
}

/* A descriptor, or 0 for what has none, or -1. */
static int try(const char *path, enum what what, int flags)
{
	struct stat st;

	if (what == A_FILE)
		return open(path, (flags & ~O_ACCMODE) | O_RDWR | O_CREAT | O_EXCL, 0600);
	if (what == A_DIRECTORY)
		return mkdir(path, 0700);
	if (lstat(path, &st) == 0)
		errno = EEXIST;
	else if (errno == ENOENT)
		return 0;
	return -1;
}

static int make(char *path, int suffix, enum what what, int flags)
{
	size_t len = strlen(path);
	char *xs;
	int r, error = errno;

	if (suffix < 0 || len < XS + (size_t)suffix) {
		errno = EINVAL;
		return -1;
	}
	xs = path + len - (size_t)suffix - XS;
	if (memcmp(xs, "XXXXXX", XS) != 0) {
		errno = EINVAL;
		return -1;
	}
	for (int i = 0; i < TRIES; i++) {
		put_letters(xs);
		r = try(path, what, flags);
		if (r >= 0) {
			errno = error;
			return r;
		}
		if (errno != EEXIST)
			break;
	}
	memset(xs, 'X', XS);
	return -1;
}

int mkostemps(char *path, int suffix, int flags)
{
	return make(path, suffix, A_FILE, flags);
}

int mkstemps(char *path, int suffix)
{
	return make(path, suffix, A_FILE, 0);
}

int mkostemp(char *path, int flags)
{
	return make(path, 0, A_FILE, flags);
}

int mkstemp(char *path)
{
	return make(path, 0, A_FILE, 0);
}

char *mkdtemp(char *path)
{
	return make(path, 0, A_DIRECTORY, 0) < 0 ? NULL : path;
}

char *mktemp(char *path)
{
	if (make(path, 0, A_NAME, 0) < 0)
		*path = '\0';
	return path;
}
