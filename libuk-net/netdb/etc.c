/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * /etc/hosts and /etc/resolv.conf of the image. Only in an image that opens files anyway: for
 * these two no file system is linked.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <uk/compiler.h>

#include "etc.h"

extern int open(const char *path, int flags, ...) uk_weak;

#define FILE_MAX 65536

static char *read_file(const char *path)
{
	int fd = &open ? open(path, O_RDONLY | O_CLOEXEC) : -1;
	size_t len = 0;
	char *text;

	if (fd < 0)
		return NULL;
	text = malloc(FILE_MAX);
	while (text && len < FILE_MAX - 1) {
		ssize_t n = read(fd, text + len, FILE_MAX - 1 - len);

		if (n <= 0)
			break;
		len += (size_t)n;
	}
	close(fd);
	if (text)
		text[len] = '\0';
	return text;
}

char *net_etc_hosts_text(void)
{
	return read_file("/etc/hosts");
}

int net_etc_hosts(const char *name, int family, struct sockaddr_storage *out, int max)
{
	char *text = net_etc_hosts_text();
	int n = text ? net_hosts_parse(text, name, family, out, max) : 0;

	free(text);
	return n;
}

int net_etc_name_servers(struct sockaddr_storage *out, int max)
{
	char *text = read_file("/etc/resolv.conf");
	int n = text ? net_resolv_parse(text, out, max) : 0;

	free(text);
	return n;
}
