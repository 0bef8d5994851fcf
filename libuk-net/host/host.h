/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * libuk-net-host: sockets of the Linux host, for an image that runs as its
 * process. Host descriptors never block; a thread that would waits here, until the
 * host's epoll says that something changed.
 *
 *	socket.c     socket operations: system calls, repeated after waiting
 *	events.c     one epoll for all sockets, edge-triggered, watched by the platform
 *	backend.c    the choice at boot; name servers and hosts of the host (hosts.c)
 *	interface.c  the host's interfaces
 */
#ifndef NET_HOST_H
#define NET_HOST_H

#include <uk/net.h>
#include <uk/plat_linux.h>
#include <uk/wait.h>

struct host_sock {
	struct uk_socket s;
	int fd;
	uint32_t ready; /* UK_LINUX_IN, OUT, … that hold as far as we know */
	uint32_t doubt; /* of these: something was taken since, perhaps the last */
	struct uk_waitq wait;
	uint64_t rcvtimeo, sndtimeo; /* nanoseconds, 0: none */
	bool connecting;
};

#define HOST_CALL(name, a, b, c, d, e, f)                                                \
	uk_linux_syscall(UK_LINUX_NR_##name, (long)(a), (long)(b), (long)(c), (long)(d), \
			 (long)(e), (long)(f))

/* socket.c */
int host_socket(int domain, int type, int protocol, int oflags, struct uk_socket **out);
/* events.c: start and stop hearing of @h, 0 or -errno; take in what the host has to tell, if
 * that is not known. */
int host_events_add(struct host_sock *h);
void host_events_remove(struct host_sock *h);
void host_events_refresh(void);
/* hosts.c */
int host_name_servers(struct sockaddr_storage *out, int max);
int host_lookup(const char *name, int family, struct sockaddr_storage *out, int max);
/* A host file's text with an end, to be freed with uk_free; NULL if it cannot be read. At most
 * 64 KiB. */
char *host_read_file(const char *path);
/* interface.c */
int host_interface(unsigned n, struct uk_net_if *out);

#endif
