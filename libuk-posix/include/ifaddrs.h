/* SPDX-License-Identifier: BSD-3-Clause */
/* Addresses of interfaces, as BSD and Linux have them. The functions are libuk-net's. */
#ifndef _IFADDRS_H
#define _IFADDRS_H

#include <sys/cdefs.h>
#include <sys/socket.h>

struct ifaddrs {
	struct ifaddrs *ifa_next;
	char *ifa_name;
	unsigned ifa_flags; /* IFF_… of <net/if.h> */
	struct sockaddr *ifa_addr, *ifa_netmask;
	struct sockaddr *ifa_broadaddr; /* or NULL */
	void *ifa_data;			/* NULL */
};
#define ifa_dstaddr ifa_broadaddr

__BEGIN_DECLS
/* One entry an address; an interface without any has one with ifa_addr NULL. -1: ENOMEM. */
int getifaddrs(struct ifaddrs **list);
void freeifaddrs(struct ifaddrs *list);
__END_DECLS

#endif
