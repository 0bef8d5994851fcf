/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Sockets as open files, between the calls of <sys/socket.h> (libuk-net) and who implements
 * them: Unix-domain sockets here, the internet's in libuk-net. Results are negative errnos.
 * Constants and structures are those of <sys/socket.h>.
 */
#ifndef UK_SOCKET_H
#define UK_SOCKET_H

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

/* The socket behind descriptor @fd with a reference added (uk_file_unref); -EBADF, -ENOTSOCK in
 * *err. */
struct uk_socket *uk_socket_get(int fd, int *err);

/*
 * A new socket of AF_UNIX (@type without flags, @oflags O_RDWR, perhaps with O_NONBLOCK): 0,
 * -EPROTONOSUPPORT, -ENOMEM. Linked in images that include <sys/un.h>; who can do without
 * declares it weak.
 */
int uk_unix_socket(int type, int protocol, int oflags, struct uk_socket **out);

#endif
