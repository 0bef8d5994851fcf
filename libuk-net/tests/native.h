/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Included before everything in native test builds: the pool's functions get names of their
 * own, so that they stand beside the build machine's libc.
 */
#ifndef TESTS_NATIVE_H
#define TESTS_NATIVE_H

#define socket		   uk_t_socket
#define socketpair	   uk_t_socketpair
#define bind		   uk_t_bind
#define listen		   uk_t_listen
#define accept		   uk_t_accept
#define accept4		   uk_t_accept4
#define connect		   uk_t_connect
#define send		   uk_t_send
#define sendto		   uk_t_sendto
#define sendmsg		   uk_t_sendmsg
#define recv		   uk_t_recv
#define recvfrom	   uk_t_recvfrom
#define recvmsg		   uk_t_recvmsg
#define shutdown	   uk_t_shutdown
#define getsockname	   uk_t_getsockname
#define getpeername	   uk_t_getpeername
#define getsockopt	   uk_t_getsockopt
#define setsockopt	   uk_t_setsockopt
#define close		   uk_t_close
#define open		   uk_t_open
#define inet_pton	   uk_t_inet_pton
#define inet_ntop	   uk_t_inet_ntop
#define inet_aton	   uk_t_inet_aton
#define inet_addr	   uk_t_inet_addr
#define inet_ntoa	   uk_t_inet_ntoa
#define getaddrinfo	   uk_t_getaddrinfo
#define freeaddrinfo	   uk_t_freeaddrinfo
#define gai_strerror	   uk_t_gai_strerror
#define getnameinfo	   uk_t_getnameinfo
#define gethostbyname	   uk_t_gethostbyname
#define gethostbyaddr	   uk_t_gethostbyaddr
#define getservbyname	   uk_t_getservbyname
#define getservbyport	   uk_t_getservbyport
#define getprotobyname	   uk_t_getprotobyname
#define sethostent	   uk_t_sethostent
#define gethostent	   uk_t_gethostent
#define endhostent	   uk_t_endhostent
#define setservent	   uk_t_setservent
#define getservent	   uk_t_getservent
#define endservent	   uk_t_endservent
#define setprotoent	   uk_t_setprotoent
#define getprotoent	   uk_t_getprotoent
#define endprotoent	   uk_t_endprotoent
#define setnetent	   uk_t_setnetent
#define getnetent	   uk_t_getnetent
#define endnetent	   uk_t_endnetent
#define getnetbyname	   uk_t_getnetbyname
#define getnetbyaddr	   uk_t_getnetbyaddr
#define sockatmark	   uk_t_sockatmark
#define getprotobynumber   uk_t_getprotobynumber
#define __h_errno_location uk_t_h_errno_location
#define hstrerror	   uk_t_hstrerror
#define herror		   uk_t_herror
#define if_nametoindex	   uk_t_if_nametoindex
#define if_indextoname	   uk_t_if_indextoname

#define if_freenameindex uk_t_if_freenameindex

#include <poll.h>
#ifndef POLLRDHUP
#define POLLRDHUP      0x2000
#define EAI_NODATA     (-5)
#define EAI_ADDRFAMILY (-9)
#endif
struct sockaddr;
int accept4(int fd, struct sockaddr *addr, unsigned *len, int flags);
int close(int fd);

#endif
