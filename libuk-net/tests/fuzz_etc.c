/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Lines of hosts(5) and resolv.conf(5) with any bytes.
 * fuzz-sources: netdb/etc_parse.c
 * fuzz-flags: -D_GNU_SOURCE -iquote netdb
 */
#include <netinet/in.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "etc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	for (int what = 0; what < 3; what++) {
		struct sockaddr_storage out[3];
		char *text = malloc(len + 1);
		int n;

		if (!text)
			return 0;
		memcpy(text, data, len);
		text[len] = '\0';
		n = what == 0 ? net_resolv_parse(text, out, 3)
			      : net_hosts_parse(text, "localhost",
						what == 1 ? AF_UNSPEC : AF_INET6, out, 3);
		if (n < 0 || n > 3)
			abort();
		for (int i = 0; i < n; i++)
			if (out[i].ss_family != AF_INET && out[i].ss_family != AF_INET6)
				abort();
		free(text);
	}
	if (len < 1000) {
		char text[1001], *p = text, *name, *rest;
		struct sockaddr_storage out;

		memcpy(text, data, len);
		text[len] = '\0';
		while ((rest = net_hosts_next(&p, &out, &name)) != NULL)
			if (!*name || strlen(rest) > len)
				abort();
	}
	return 0;
}
