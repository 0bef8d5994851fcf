/* SPDX-License-Identifier: BSD-3-Clause */
/* sethostent(), gethostent(), endhostent(): POSIX XSH. The lines of /etc/hosts, one by one. */
#include <netdb.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "etc.h"

#define ALIASES_MAX 15

static char *text, *rest; /* the file, and what of it is to come */

void endhostent(void)
{
	free(text);
	text = rest = NULL;
}

void sethostent(int stay_open)
{
	(void)stay_open;
	endhostent();
}

struct hostent *gethostent(void)
{
	static struct hostent h;
	static struct sockaddr_storage at;
	static char *aliases[ALIASES_MAX + 1], *addrs[2];
	char *more, *save, *name;
	int n = 0;

	if (!text)
		text = rest = net_etc_hosts_text();
	more = text ? net_hosts_next(&rest, &at, &name) : NULL;
	if (!more)
		return NULL;
	while (n < ALIASES_MAX &&
	       (aliases[n] = strtok_r(n ? NULL : more, " \t\r", &save)) != NULL)
		n++;
	aliases[n] = NULL;
	addrs[0] = at.ss_family == AF_INET ? (char *)&((struct sockaddr_in *)&at)->sin_addr
					   : (char *)&((struct sockaddr_in6 *)&at)->sin6_addr;
	h.h_name = name;
	h.h_aliases = aliases;
	h.h_addrtype = at.ss_family;
	h.h_length = at.ss_family == AF_INET ? 4 : 16;
	h.h_addr_list = addrs;
	return &h;
}
