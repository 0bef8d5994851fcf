/* SPDX-License-Identifier: BSD-3-Clause */
/* Between the socket calls and descriptors. */
#ifndef NET_FD_H
#define NET_FD_H

#include <uk/net.h>

int net_socket_oflags(int flags);
int net_socket_install(struct uk_socket *s, int flags);
/* Copy an address of @n bytes out, cut to *len, which becomes n. */
void net_name_out(const struct sockaddr_storage *ss, int n, struct sockaddr *addr,
		  socklen_t *len);

#endif
