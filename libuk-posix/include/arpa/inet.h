/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Addresses as text: POSIX XBD <arpa/inet.h>. The functions are libuk-net's.
 */
#ifndef _ARPA_INET_H
#define _ARPA_INET_H

#include <netinet/in.h>

__BEGIN_DECLS
in_addr_t inet_addr(const char *text);
int inet_aton(const char *text, struct in_addr *addr);
char *inet_ntoa(struct in_addr addr);
int inet_pton(int family, const char *__restrict text, void *__restrict addr);
const char *inet_ntop(int family, const void *__restrict addr, char *__restrict text,
		      socklen_t len);
__END_DECLS

#endif
