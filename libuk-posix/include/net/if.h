/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names of network interfaces: POSIX XBD <net/if.h>. The functions are
 * libuk-net's.
 */
#ifndef _NET_IF_H
#define _NET_IF_H

#include <sys/cdefs.h>
#include <sys/socket.h>

#define IF_NAMESIZE 16
#define IFNAMSIZ    IF_NAMESIZE

struct if_nameindex {
	unsigned if_index;
	char *if_name;
};

#define IFF_UP		0x1
#define IFF_BROADCAST	0x2
#define IFF_LOOPBACK	0x8
#define IFF_POINTOPOINT 0x10
#define IFF_RUNNING	0x40
#define IFF_MULTICAST	0x1000

__BEGIN_DECLS
unsigned if_nametoindex(const char *name);
char *if_indextoname(unsigned index, char *name);
struct if_nameindex *if_nameindex(void);
void if_freenameindex(struct if_nameindex *list);
__END_DECLS

#endif
