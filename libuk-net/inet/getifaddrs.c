/* SPDX-License-Identifier: BSD-3-Clause */
/* getifaddrs(), freeifaddrs(): as Linux has them. Each entry is one allocation. */
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include <uk/net.h>

struct entry {
	struct ifaddrs ifa;
	struct sockaddr_storage addr, mask, broadcast;
	char name[IF_NAMESIZE];
};

static void set_mask(struct sockaddr_storage *m, int family, unsigned prefix)
{
	unsigned char *p = family == AF_INET
				   ? (unsigned char *)&((struct sockaddr_in *)m)->sin_addr
				   : (unsigned char *)&((struct sockaddr_in6 *)m)->sin6_addr;

	m->ss_family = (sa_family_t)family;
	for (; prefix >= 8; prefix -= 8)
		*p++ = 0xff;
	if (prefix)
		*p = (unsigned char)(0xff << (8 - prefix));
}

static struct entry *make(const struct uk_net_if *i, unsigned n)
{
	struct entry *e = calloc(1, sizeof(*e));

	if (!e)
		return NULL;
	memcpy(e->name, i->name, sizeof(e->name) - 1);
	e->ifa.ifa_name = e->name;
	e->ifa.ifa_flags = i->flags;
	if (n >= i->naddrs)
		return e;
	e->addr = i->addrs[n];
	e->ifa.ifa_addr = (struct sockaddr *)&e->addr;
	set_mask(&e->mask, e->addr.ss_family, i->prefix[n]);
	e->ifa.ifa_netmask = (struct sockaddr *)&e->mask;
	if (i->flags & IFF_BROADCAST && e->addr.ss_family == AF_INET) {
		struct sockaddr_in *b = (struct sockaddr_in *)&e->broadcast;

		*b = *(struct sockaddr_in *)&e->addr;
		b->sin_addr.s_addr |= ~((struct sockaddr_in *)&e->mask)->sin_addr.s_addr;
		e->ifa.ifa_broadaddr = (struct sockaddr *)b;
	}
	return e;
}

int getifaddrs(struct ifaddrs **list)
{
	struct ifaddrs **end = list;
	struct uk_net_if i;

	*list = NULL;
	for (unsigned k = 0; uk_net_backend->interface(k, &i) == 0; k++) {
		unsigned count = i.naddrs ? i.naddrs : 1;

		for (unsigned n = 0; n < count; n++) {
			struct entry *e = make(&i, n);

			if (!e) {
				freeifaddrs(*list);
				errno = ENOMEM;
				return -1;
			}
			*end = &e->ifa;
			end = &e->ifa.ifa_next;
		}
	}
	return 0;
}

void freeifaddrs(struct ifaddrs *list)
{
	while (list) {
		struct ifaddrs *next = list->ifa_next;

		free(list);
		list = next;
	}
}
