/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Names of hosts and services: POSIX XBD <netdb.h>, RFC 3493 section 6, and
 * the older gethostbyname family. Values are Linux's. The functions are
 * libuk-net's.
 */
#ifndef _NETDB_H
#define _NETDB_H

#include <netinet/in.h>

struct hostent {
	char *h_name;
	char **h_aliases;
	int h_addrtype;
	int h_length;
	char **h_addr_list;
};
#define h_addr h_addr_list[0]

struct servent {
	char *s_name;
	char **s_aliases;
	int s_port; /* network byte order */
	char *s_proto;
};

struct protoent {
	char *p_name;
	char **p_aliases;
	int p_proto;
};

struct netent {
	char *n_name;
	char **n_aliases;
	int n_addrtype;
	uint32_t n_net; /* host byte order */
};

struct addrinfo {
	int ai_flags;
	int ai_family;
	int ai_socktype;
	int ai_protocol;
	socklen_t ai_addrlen;
	struct sockaddr *ai_addr;
	char *ai_canonname;
	struct addrinfo *ai_next;
};

#define AI_PASSIVE     0x1
#define AI_CANONNAME   0x2
#define AI_NUMERICHOST 0x4
#define AI_V4MAPPED    0x8
#define AI_ALL	       0x10
#define AI_ADDRCONFIG  0x20
#define AI_NUMERICSERV 0x400

#define NI_NUMERICHOST 0x1
#define NI_NUMERICSERV 0x2
#define NI_NOFQDN      0x4
#define NI_NAMEREQD    0x8
#define NI_DGRAM       0x10
#define NI_MAXHOST     1025
#define NI_MAXSERV     32

#define EAI_BADFLAGS   (-1)
#define EAI_NONAME     (-2)
#define EAI_AGAIN      (-3)
#define EAI_FAIL       (-4)
#define EAI_NODATA     (-5)
#define EAI_FAMILY     (-6)
#define EAI_SOCKTYPE   (-7)
#define EAI_SERVICE    (-8)
#define EAI_ADDRFAMILY (-9)
#define EAI_MEMORY     (-10)
#define EAI_SYSTEM     (-11) /* errno says more */
#define EAI_OVERFLOW   (-12)

#define HOST_NOT_FOUND 1
#define TRY_AGAIN      2
#define NO_RECOVERY    3
#define NO_DATA	       4
#define NO_ADDRESS     NO_DATA

__BEGIN_DECLS
int getaddrinfo(const char *__restrict node, const char *__restrict service,
		const struct addrinfo *__restrict hints, struct addrinfo **__restrict res);
void freeaddrinfo(struct addrinfo *res);
const char *gai_strerror(int code);
int getnameinfo(const struct sockaddr *__restrict addr, socklen_t len, char *__restrict host,
		socklen_t hostlen, char *__restrict serv, socklen_t servlen, int flags);

/* h_errno of the calling thread */
int *__h_errno_location(void);
#define h_errno (*__h_errno_location())

struct hostent *gethostbyname(const char *name);
struct hostent *gethostbyaddr(const void *addr, socklen_t len, int family);
struct servent *getservbyname(const char *name, const char *proto);
struct servent *getservbyport(int port, const char *proto);
struct protoent *getprotobyname(const char *name);
struct protoent *getprotobynumber(int number);
/*
 * One after another, to a null pointer: the lines of /etc/hosts, services and protocols that
 * are known; of networks there are none. The set… functions begin again, @stay_open changes
 * nothing. Not for more than one thread at a time.
 */
void sethostent(int stay_open);
struct hostent *gethostent(void);
void endhostent(void);
void setservent(int stay_open);
struct servent *getservent(void);
void endservent(void);
void setprotoent(int stay_open);
struct protoent *getprotoent(void);
void endprotoent(void);
void setnetent(int stay_open);
struct netent *getnetent(void);
struct netent *getnetbyname(const char *name);
struct netent *getnetbyaddr(uint32_t net, int family);
void endnetent(void);
const char *hstrerror(int code);
void herror(const char *prefix);
__END_DECLS

#endif
