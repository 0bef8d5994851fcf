/* SPDX-License-Identifier: BSD-3-Clause */
/* The resolver: names to addresses and back, by asking the backend's servers. */
#ifndef NET_DNS_H
#define NET_DNS_H

#include "dns_msg.h"

/*
 * Addresses of @name, @family AF_INET, AF_INET6 or AF_UNSPEC. Returns how many, or -ENOENT (no
 * such name), -ENODATA (no address of that family), -EAGAIN (nobody answers), -EIO, -EINVAL
 * (not a name), …
 * @canon: DNS_NAME_MAX bytes or NULL.
 */
int net_resolve(const char *name, int family, struct net_addr *out, int max, char *canon);

/* The name of an address: 0 or as above. */
int net_resolve_back(const struct net_addr *a, char name[DNS_NAME_MAX]);

/* netdb/local.c: names that need no server: numbers, localhost, the backend's. As net_resolve;
 * -EAGAIN: unknown here. */
int net_resolve_number(const char *name, int family, struct net_addr *out);
int net_resolve_local(const char *name, int family, struct net_addr *out, int max);

#endif
