/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sockets, between the POSIX calls and who implements them.
 *
 *	socket(), send(), … ──> uk_net_backend ──┬─ the pool's own stack (lwIP on a uk_netdev)
 *	getaddrinfo()                            └─ the host's sockets (libuk-net-host, linux)
 *
 * What a socket is, is in uk/socket.h; those of AF_UNIX are libuk-posix's.
 * One backend serves an image; it is chosen at boot, before UK_LEVEL_NET. Results
 * are negative errnos. Constants and structures are those of <sys/socket.h>.
 */
#ifndef UK_NET_H
#define UK_NET_H

#include <stdbool.h>
#include <uk/socket.h>

struct uk_netdev;

struct uk_net_if {
	char name[16];
	unsigned index; /* from 1 */
	unsigned flags; /* IFF_… */
	unsigned naddrs;
	struct sockaddr_storage addrs[6];
	unsigned prefix[6]; /* bits, of each address */
	unsigned mtu;
	unsigned type;		     /* as in uk/interface.h; 0: by the flags */
	unsigned char mac[6];	     /* where there is no @dev; zeros: none */
	const struct uk_netdev *dev; /* may be NULL */
};

struct uk_net_backend {
	const char *name;
	/* @type without SOCK_NONBLOCK and SOCK_CLOEXEC; @oflags is O_RDWR, perhaps with
	 * O_NONBLOCK. */
	int (*socket)(int domain, int type, int protocol, int oflags, struct uk_socket **out);
	/* Up to @max name servers, port included; returns how many; -EAGAIN: DHCP is still at
	 * it. */
	int (*name_servers)(struct sockaddr_storage *out, int max);
	/*
	 * A name the system knows without asking a server (hosts file): up to @max addresses of
	 * @family (AF_UNSPEC: any). Returns how many. NULL: knows none but "localhost", which
	 * everyone knows.
	 */
	int (*host_lookup)(const char *name, int family, struct sockaddr_storage *out, int max);
	/* The @n-th interface, from 0. 0 or -ENOENT. */
	int (*interface)(unsigned n, struct uk_net_if *out);
};

/* The backend of this image. Initially the pool's own stack. */
extern const struct uk_net_backend *uk_net_backend;
extern const struct uk_net_backend uk_net_stack;

/* Parameter net.dev: which device to use ("tap:NAME", a driver's name); NULL when it is not
 * given. */
extern const char *uk_net_dev;

#endif
