/* SPDX-License-Identifier: BSD-3-Clause */
/* The host's /etc/resolv.conf and /etc/hosts: hosts(5), resolv.conf(5). */
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <strings.h>

#include <uk/heap.h>

#include "host.h"

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

/* The next line of *p, ended in place; NULL at the end. Comments are cut off. */
static char *next_line(char **p)
{
	char *line = *p, *end;

	if (!line || !*line)
		return NULL;
	end = strchr(line, '\n');
	*p = end ? end + 1 : NULL;
	if (end)
		*end = '\0';
	line[strcspn(line, "#;")] = '\0';
	return line;
}

static int parse(const char *text, int family, uint16_t port, struct sockaddr_storage *out)
{
	struct sockaddr_in *in = (struct sockaddr_in *)out;
	struct sockaddr_in6 *in6 = (struct sockaddr_in6 *)out;

	memset(out, 0, sizeof(*out));
	in->sin_port = htons(port); /* at the same place in both */
	if (family != AF_INET6 && inet_pton(AF_INET, text, &in->sin_addr) == 1) {
		out->ss_family = AF_INET;
		return 1;
	}
	if (family != AF_INET && inet_pton(AF_INET6, text, &in6->sin6_addr) == 1) {
		out->ss_family = AF_INET6;
		return 1;
	}
	return 0;
}

int host_name_servers(struct sockaddr_storage *out, int max)
{
	char *text = host_read_file("/etc/resolv.conf"), *p = text, *line, *save, *word;
	int n = 0;

	while (n < max && (line = next_line(&p)) != NULL) {
		word = strtok_r(line, " \t\r", &save);
		if (!word || strcmp(word, "nameserver") != 0)
			continue;
		word = strtok_r(NULL, " \t\r", &save);
		if (word)
			n += parse(word, AF_UNSPEC, 53, &out[n]);
	}
	uk_free(text);
	/* resolv.conf(5): without one, the server is on this machine. */
	return n ? n : max > 0 ? parse("127.0.0.1", AF_INET, 53, out) : 0;
}

int host_lookup(const char *name, int family, struct sockaddr_storage *out, int max)
{
	char *text = host_read_file("/etc/hosts"), *p = text, *line, *save, *addr, *word;
	int n = 0;

	while (n < max && (line = next_line(&p)) != NULL) {
		addr = strtok_r(line, " \t\r", &save);
		while (addr && (word = strtok_r(NULL, " \t\r", &save)) != NULL) {
			if (strcasecmp(word, name) != 0)
				continue;
			n += parse(addr, family, 0, &out[n]);
			break;
		}
	}
	uk_free(text);
	return n;
}
