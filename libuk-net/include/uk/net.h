/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sockets, between the POSIX calls and who implements them.
 *
 *	socket(), send(), … ──> uk_net_backend ──┬─ the pool's own stack (lwIP on a uk_netdev)
 *	getaddrinfo()                            └─ the host's sockets (libuk-net-host, linux)
 *
 * One backend serves an image; it is chosen at boot, before UK_LEVEL_NET. Results
 * are negative errnos. Constants and structures are those of <sys/socket.h>.
 */
#ifndef UK_NET_H
#define UK_NET_H

#include <stdbool.h>
#include <sys/socket.h>
#include <uk/file.h>

struct uk_socket;

/* All run in thread context; those that wait return -EAGAIN where O_NONBLOCK or MSG_DONTWAIT
 * asks. */
struct uk_socket_ops {
	int (*bind)(struct uk_socket *s, const struct sockaddr *addr, socklen_t len);
	int (*listen)(struct uk_socket *s, int backlog);
	/* *@out has one reference, the caller's. */
	int (*accept)(struct uk_socket *s, struct uk_socket **out);
	int (*connect)(struct uk_socket *s, const struct sockaddr *addr, socklen_t len);
	ssize_t (*sendmsg)(struct uk_socket *s, const struct msghdr *m, int flags);
	/* Sets msg_namelen, msg_controllen and msg_flags. */
	ssize_t (*recvmsg)(struct uk_socket *s, struct msghdr *m, int flags);
	int (*shutdown)(struct uk_socket *s, int how);
	/* The address of this end or the peer's. Returns its length. */
	int (*name)(struct uk_socket *s, struct sockaddr_storage *addr, bool peer);
	int (*getopt)(struct uk_socket *s, int level, int name, void *val, socklen_t *len);
	int (*setopt)(struct uk_socket *s, int level, int name, const void *val, socklen_t len);
};

/* An open socket is a file whose ops->type is uk_socket_type. */
struct uk_socket {
	struct uk_file file;
	const struct uk_socket_ops *ops;
	int domain, type, protocol;
};
extern const char uk_socket_type[];

struct uk_net_if {
	char name[16];
	unsigned index; /* from 1 */
	unsigned flags; /* IFF_… */
	unsigned naddrs;
	struct sockaddr_storage addrs[6];
	unsigned prefix[6]; /* bits, of each address */
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

/* The socket behind descriptor @fd with a reference added (uk_file_unref); -EBADF, -ENOTSOCK in
 * *err. */
struct uk_socket *uk_socket_get(int fd, int *err);

/* Parameter net.dev: which device to use ("tap:NAME", a driver's name); NULL when it is not
 * given. */
extern const char *uk_net_dev;

#endif
