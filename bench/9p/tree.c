/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * tree DIR FILE: open, stat and read each of DIR/0 … DIR/499 in folders of 25, twice, and FILE
 * from beginning to end in pieces of 4 and of 64 KiB. A line for each: name, time in
 * microseconds, 9P messages, bytes.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <uk/p9_transport.h>

static char buf[65536];

static long long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000LL + t.tv_nsec / 1000;
}

static unsigned long messages(void)
{
	struct uk_p9_transport *t = uk_p9_transport_find("fs0");

	return t ? t->calls : 0;
}

static long long read_all(const char *path, size_t piece)
{
	int fd = open(path, O_RDONLY);
	struct stat st;
	long long sum = 0;
	ssize_t n;

	if (fd < 0 || stat(path, &st) < 0) {
		perror(path);
		exit(1);
	}
	while ((n = read(fd, buf, piece)) > 0)
		sum += n;
	close(fd);
	if (n < 0 || sum != st.st_size) {
		printf("%s: read %lld of %lld bytes\n", path, sum, (long long)st.st_size);
		exit(1);
	}
	return sum;
}

static long long tree(const char *dir)
{
	char path[256];
	long long sum = 0;

	for (int i = 0; i < 500; i++) {
		snprintf(path, sizeof(path), "%s/%d/%d", dir, i / 25, i);
		sum += read_all(path, 4096);
	}
	return sum;
}

static void line(const char *name, long long from, unsigned long calls, long long bytes)
{
	printf("%s %lld %lu %lld\n", name, now() - from, messages() - calls, bytes);
}

int main(int argc, char **argv)
{
	long long t, sum;
	unsigned long m;

	if (argc != 3)
		return 2;
	m = messages(), t = now();
	sum = tree(argv[1]);
	line("tree-first", t, m, sum);
	m = messages(), t = now();
	sum = tree(argv[1]);
	line("tree-again", t, m, sum);
	m = messages(), t = now();
	sum = read_all(argv[2], 4096);
	line("file-4K", t, m, sum);
	m = messages(), t = now();
	sum = read_all(argv[2], 65536);
	line("file-64K", t, m, sum);
	return 0;
}
