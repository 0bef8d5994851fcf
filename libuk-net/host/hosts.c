/* SPDX-License-Identifier: BSD-3-Clause */
/* The host's /etc/resolv.conf and /etc/hosts: hosts(5), resolv.conf(5). */
#include <errno.h>

#include <uk/heap.h>

#include "host.h"
#include "netdb/etc.h"

#define FILE_MAX 65536
#define CLOEXEC	 02000000

char *host_read_file(const char *path)
{
	long fd = HOST_CALL(openat, -100, path, CLOEXEC, 0, 0, 0), n;
	size_t len = 0;
	char *text;

	if (fd < 0)
		return NULL;
	text = uk_malloc(FILE_MAX);
	while (text && len < FILE_MAX - 1) {
		n = HOST_CALL(read, fd, text + len, FILE_MAX - 1 - len, 0, 0, 0);
		if (n <= 0)
			break;
		len += (size_t)n;
	}
	HOST_CALL(close, fd, 0, 0, 0, 0, 0);
	if (text)
		text[len] = '\0';
	return text;
}

int host_name_servers(struct sockaddr_storage *out, int max)
{
	char *text = host_read_file("/etc/resolv.conf"), here[] = "nameserver 127.0.0.1";
	int n = text ? net_resolv_parse(text, out, max) : 0;

	uk_free(text);
	/* resolv.conf(5): without one, the server is on this machine. */
	return n ? n : net_resolv_parse(here, out, max);
}

int host_lookup(const char *name, int family, struct sockaddr_storage *out, int max)
{
	char *text = host_read_file("/etc/hosts");
	int n = text ? net_hosts_parse(text, name, family, out, max) : 0;

	uk_free(text);
	return n;
}
