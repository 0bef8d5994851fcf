/* SPDX-License-Identifier: BSD-3-Clause */
/* The host's interfaces: netdevice(7) for IPv4, /proc/net/if_inet6 for IPv6. */
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

#include <uk/heap.h>

#include "host.h"

#define SIOCGIFNAME    0x8910
#define SIOCGIFFLAGS   0x8913
#define SIOCGIFADDR    0x8915
#define SIOCGIFNETMASK 0x891b
#define SIOCGIFMTU     0x8921
#define SIOCGIFHWADDR  0x8927
#define INDEX_MAX      64

struct ifreq {
	char name[16];
	union {
		int index; /* and the MTU */
		struct {
			uint16_t family;
			unsigned char mac[6];
		} hw;
		short flags;
		struct sockaddr_in addr;
		char pad[24];
	} u;
};

static long query(int fd, unsigned long cmd, struct ifreq *r)
{
	return HOST_CALL(ioctl, fd, cmd, r, 0, 0, 0);
}

static void link_layer(int fd, struct uk_net_if *o)
{
	struct ifreq r;

	memset(&r, 0, sizeof(r));
	memcpy(r.name, o->name, sizeof(r.name));
	if (query(fd, SIOCGIFMTU, &r) == 0)
		o->mtu = (unsigned)r.u.index;
	if (query(fd, SIOCGIFHWADDR, &r) < 0)
		return;
	memcpy(o->mac, r.u.hw.mac, sizeof(o->mac));
	o->type = r.u.hw.family;
}

static void ipv4(int fd, struct uk_net_if *o)
{
	struct ifreq r;

	memset(&r, 0, sizeof(r));
	memcpy(r.name, o->name, sizeof(r.name));
	if (query(fd, SIOCGIFADDR, &r) < 0)
		return;
	memcpy(&o->addrs[o->naddrs], &r.u.addr, sizeof(r.u.addr));
	if (query(fd, SIOCGIFNETMASK, &r) == 0)
		o->prefix[o->naddrs] = (unsigned)__builtin_popcount(r.u.addr.sin_addr.s_addr);
	o->naddrs++;
}

/* Lines of "32 digits  index  prefix  scope  flags  name", the numbers in hexadecimal. */
static void ipv6(struct uk_net_if *o)
{
	char *text = host_read_file("/proc/net/if_inet6"), *save,
	     *line = text ? strtok_r(text, "\n", &save) : NULL;

	for (; line && o->naddrs < UK_ARRAY_SIZE(o->addrs);
	     line = strtok_r(NULL, "\n", &save)) {
		struct sockaddr_in6 *a = (struct sockaddr_in6 *)&o->addrs[o->naddrs];
		char *end, byte[3] = "";

		if (strlen(line) < 40 || strtoul(line + 32, &end, 16) != o->index)
			continue;
		memset(a, 0, sizeof(*a));
		a->sin6_family = AF_INET6;
		for (int i = 0; i < 16; i++) {
			memcpy(byte, line + 2 * i, 2);
			a->sin6_addr.s6_addr[i] = (unsigned char)strtoul(byte, NULL, 16);
		}
		if (IN6_IS_ADDR_LINKLOCAL(&a->sin6_addr))
			a->sin6_scope_id = o->index;
		o->prefix[o->naddrs++] = (unsigned)strtoul(end, NULL, 16);
	}
	uk_free(text);
}

int host_interface(unsigned n, struct uk_net_if *o)
{
	long fd = HOST_CALL(socket, AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0, 0, 0, 0);
	struct ifreq r;
	int e = -ENOENT;

	if (fd < 0)
		return (int)uk_linux_errno(fd);
	memset(o, 0, sizeof(*o));
	for (int i = 1; i < INDEX_MAX; i++) {
		memset(&r, 0, sizeof(r));
		r.u.index = i;
		if (query((int)fd, SIOCGIFNAME, &r) < 0 || n-- > 0)
			continue;
		r.name[15] = '\0';
		memcpy(o->name, r.name, sizeof(o->name));
		o->index = (unsigned)i;
		if (query((int)fd, SIOCGIFFLAGS, &r) == 0)
			o->flags = (unsigned short)r.u.flags;
		link_layer((int)fd, o);
		ipv4((int)fd, o);
		ipv6(o);
		e = 0;
		break;
	}
	HOST_CALL(close, fd, 0, 0, 0, 0, 0);
	return e;
}
