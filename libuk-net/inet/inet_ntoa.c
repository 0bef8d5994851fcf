/* SPDX-License-Identifier: BSD-3-Clause */
/* inet_ntoa(): one buffer for each thread. */
#include <arpa/inet.h>

char *inet_ntoa(struct in_addr addr)
{
	static __thread char buf[INET_ADDRSTRLEN];

	return (char *)inet_ntop(AF_INET, &addr, buf, sizeof(buf));
}
