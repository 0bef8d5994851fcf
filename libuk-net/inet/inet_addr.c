/* SPDX-License-Identifier: BSD-3-Clause */
/* inet_addr() */
#include <arpa/inet.h>

in_addr_t inet_addr(const char *text)
{
	struct in_addr a;

	return inet_aton(text, &a) ? a.s_addr : INADDR_NONE;
}
