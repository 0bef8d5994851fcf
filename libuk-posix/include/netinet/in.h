/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Internet addresses and options: POSIX XBD <netinet/in.h>, RFC 3493, with
 * Linux's values. The functions are libuk-net's; the byte-order ones are
 * macros too.
 */
#ifndef _NETINET_IN_H
#define _NETINET_IN_H

#include <inttypes.h>
#include <sys/cdefs.h>
#include <sys/socket.h>
#include <sys/types.h>

#ifndef _IN_ADDR_T_DECLARED
typedef __uint32_t in_addr_t;
#define _IN_ADDR_T_DECLARED
#endif
#ifndef _IN_PORT_T_DECLARED
typedef __uint16_t in_port_t;
#define _IN_PORT_T_DECLARED
#endif

struct in_addr {
	in_addr_t s_addr; /* network byte order, as all below */
};

struct sockaddr_in {
	sa_family_t sin_family;
	in_port_t sin_port;
	struct in_addr sin_addr;
	unsigned char sin_zero[8];
};

struct in6_addr {
	union {
		__uint8_t __u8[16];
		__uint16_t __u16[8];
		__uint32_t __u32[4];
	} __in6;
};
#define s6_addr	  __in6.__u8
#define s6_addr16 __in6.__u16
#define s6_addr32 __in6.__u32

struct sockaddr_in6 {
	sa_family_t sin6_family;
	in_port_t sin6_port;
	__uint32_t sin6_flowinfo;
	struct in6_addr sin6_addr;
	__uint32_t sin6_scope_id;
};

struct ip_mreq {
	struct in_addr imr_multiaddr;
	struct in_addr imr_interface;
};

struct ip_mreqn {
	struct in_addr imr_multiaddr;
	struct in_addr imr_address;
	int imr_ifindex;
};

struct ipv6_mreq {
	struct in6_addr ipv6mr_multiaddr;
	unsigned ipv6mr_interface;
};

#define IPPROTO_IP     0
#define IPPROTO_ICMP   1
#define IPPROTO_IGMP   2
#define IPPROTO_TCP    6
#define IPPROTO_UDP    17
#define IPPROTO_IPV6   41
#define IPPROTO_ICMPV6 58
#define IPPROTO_RAW    255

#define IPPORT_RESERVED	    1024
#define IPPORT_USERRESERVED 5000

#define INADDR_ANY	       ((in_addr_t)0x00000000)
#define INADDR_BROADCAST       ((in_addr_t)0xffffffff)
#define INADDR_NONE	       ((in_addr_t)0xffffffff)
#define INADDR_LOOPBACK	       ((in_addr_t)0x7f000001)
#define INADDR_UNSPEC_GROUP    ((in_addr_t)0xe0000000)
#define INADDR_ALLHOSTS_GROUP  ((in_addr_t)0xe0000001)
#define INADDR_MAX_LOCAL_GROUP ((in_addr_t)0xe00000ff)
#define IN_LOOPBACKNET	       127

/* of an address in host byte order */
#define IN_CLASSA(a)	 (((in_addr_t)(a)&0x80000000) == 0)
#define IN_CLASSA_NET	 0xff000000
#define IN_CLASSA_NSHIFT 24
#define IN_CLASSA_HOST	 0x00ffffff
#define IN_CLASSB(a)	 (((in_addr_t)(a)&0xc0000000) == 0x80000000)
#define IN_CLASSB_NET	 0xffff0000
#define IN_CLASSB_NSHIFT 16
#define IN_CLASSB_HOST	 0x0000ffff
#define IN_CLASSC(a)	 (((in_addr_t)(a)&0xe0000000) == 0xc0000000)
#define IN_CLASSC_NET	 0xffffff00
#define IN_CLASSC_NSHIFT 8
#define IN_CLASSC_HOST	 0x000000ff
#define IN_CLASSD(a)	 (((in_addr_t)(a)&0xf0000000) == 0xe0000000)
#define IN_MULTICAST(a)	 IN_CLASSD(a)

#define INET_ADDRSTRLEN	 16
#define INET6_ADDRSTRLEN 46

#define IN6ADDR_ANY_INIT                                                       \
	{                                                                      \
		{                                                              \
			{                                                      \
				0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 \
			}                                                      \
		}                                                              \
	}
#define IN6ADDR_LOOPBACK_INIT                                                  \
	{                                                                      \
		{                                                              \
			{                                                      \
				0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 \
			}                                                      \
		}                                                              \
	}

#define __UK_A6(a, i) (((const struct in6_addr *)(a))->s6_addr32[i])
#define __UK_B6(a, i) (((const struct in6_addr *)(a))->s6_addr[i])
#define IN6_IS_ADDR_UNSPECIFIED(a) \
	((__UK_A6(a, 0) | __UK_A6(a, 1) | __UK_A6(a, 2) | __UK_A6(a, 3)) == 0)
#define IN6_IS_ADDR_LOOPBACK(a) \
	((__UK_A6(a, 0) | __UK_A6(a, 1) | __UK_A6(a, 2)) == 0 && __UK_A6(a, 3) == htonl(1))
#define IN6_IS_ADDR_V4MAPPED(a) \
	((__UK_A6(a, 0) | __UK_A6(a, 1)) == 0 && __UK_A6(a, 2) == htonl(0xffff))
#define IN6_IS_ADDR_V4COMPAT(a) \
	((__UK_A6(a, 0) | __UK_A6(a, 1) | __UK_A6(a, 2)) == 0 && ntohl(__UK_A6(a, 3)) > 1)
#define IN6_IS_ADDR_LINKLOCAL(a)    (__UK_B6(a, 0) == 0xfe && (__UK_B6(a, 1) & 0xc0) == 0x80)
#define IN6_IS_ADDR_SITELOCAL(a)    (__UK_B6(a, 0) == 0xfe && (__UK_B6(a, 1) & 0xc0) == 0xc0)
#define IN6_IS_ADDR_MULTICAST(a)    (__UK_B6(a, 0) == 0xff)
#define __UK_MC6(a, scope)	    (IN6_IS_ADDR_MULTICAST(a) && (__UK_B6(a, 1) & 0xf) == (scope))
#define IN6_IS_ADDR_MC_NODELOCAL(a) __UK_MC6(a, 0x1)
#define IN6_IS_ADDR_MC_LINKLOCAL(a) __UK_MC6(a, 0x2)
#define IN6_IS_ADDR_MC_SITELOCAL(a) __UK_MC6(a, 0x5)
#define IN6_IS_ADDR_MC_ORGLOCAL(a)  __UK_MC6(a, 0x8)
#define IN6_IS_ADDR_MC_GLOBAL(a)    __UK_MC6(a, 0xe)
#define IN6_ARE_ADDR_EQUAL(a, b)                                             \
	(__UK_A6(a, 0) == __UK_A6(b, 0) && __UK_A6(a, 1) == __UK_A6(b, 1) && \
	 __UK_A6(a, 2) == __UK_A6(b, 2) && __UK_A6(a, 3) == __UK_A6(b, 3))

/* level IPPROTO_IP */
#define IP_TOS		   1
#define IP_TTL		   2
#define IP_HDRINCL	   3
#define IP_PKTINFO	   8
#define IP_RECVTTL	   12
#define IP_RECVTOS	   13
#define IP_MULTICAST_IF	   32
#define IP_MULTICAST_TTL   33
#define IP_MULTICAST_LOOP  34
#define IP_ADD_MEMBERSHIP  35
#define IP_DROP_MEMBERSHIP 36

/* level IPPROTO_IPV6 */
#define IPV6_UNICAST_HOPS    16
#define IPV6_MULTICAST_IF    17
#define IPV6_MULTICAST_HOPS  18
#define IPV6_MULTICAST_LOOP  19
#define IPV6_JOIN_GROUP	     20
#define IPV6_LEAVE_GROUP     21
#define IPV6_ADD_MEMBERSHIP  IPV6_JOIN_GROUP
#define IPV6_DROP_MEMBERSHIP IPV6_LEAVE_GROUP
#define IPV6_V6ONLY	     26
#define IPV6_RECVPKTINFO     49
#define IPV6_PKTINFO	     50
#define IPV6_TCLASS	     67

struct in_pktinfo {
	int ipi_ifindex;
	struct in_addr ipi_spec_dst;
	struct in_addr ipi_addr;
};

struct in6_pktinfo {
	struct in6_addr ipi6_addr;
	unsigned ipi6_ifindex;
};

__BEGIN_DECLS
extern const struct in6_addr in6addr_any;
extern const struct in6_addr in6addr_loopback;

__uint32_t htonl(__uint32_t host);
__uint16_t htons(__uint16_t host);
__uint32_t ntohl(__uint32_t net);
__uint16_t ntohs(__uint16_t net);
__END_DECLS

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define htonl(x) __builtin_bswap32(x)
#define htons(x) __builtin_bswap16(x)
#else
#define htonl(x) ((__uint32_t)(x))
#define htons(x) ((__uint16_t)(x))
#endif
#define ntohl(x) htonl(x)
#define ntohs(x) htons(x)

#endif
