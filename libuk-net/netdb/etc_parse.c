/* SPDX-License-Identifier: BSD-3-Clause */
/* The lines of hosts(5) and resolv.conf(5): words between blanks; # and ; begin comments. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <strings.h>

#include "etc.h"

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

int net_resolv_parse(char *text, struct sockaddr_storage *out, int max)
{
	char *p = text, *line, *save, *word;
	int n = 0;

	while (n < max && (line = next_line(&p)) != NULL) {
		word = strtok_r(line, " \t\r", &save);
		if (!word || strcmp(word, "nameserver") != 0)
			continue;
		word = strtok_r(NULL, " \t\r", &save);
		if (word)
			n += parse(word, AF_UNSPEC, 53, &out[n]);
	}
	return n;
}

int net_hosts_parse(char *text, const char *name, int family, struct sockaddr_storage *out,
		    int max)
{
	char *p = text, *line, *save, *addr, *word;
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
	return n;
}

char *net_hosts_next(char **p, struct sockaddr_storage *out, char **name)
{
	char *line, *save, *word;

	while ((line = next_line(p)) != NULL) {
		word = strtok_r(line, " \t\r", &save);
		if (!word || !parse(word, AF_UNSPEC, 0, out))
			continue;
		*name = strtok_r(NULL, " \t\r", &save);
		if (*name) /* save is NULL after the last word, in some libraries */
			return save ? save : *name + strlen(*name);
	}
	return NULL;
}
