/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * DNS messages, RFC 1035 section 4: a query is built, an answer is taken
 * apart. Pure functions over bytes; an answer is whatever a stranger sent.
 */
#ifndef DNS_MSG_H
#define DNS_MSG_H

#include <stddef.h>
#include <stdint.h>

#define DNS_A	  1
#define DNS_CNAME 5
#define DNS_PTR	  12
#define DNS_AAAA  28

#define DNS_NAME_MAX 256 /* as text, with its end */
#define DNS_MSG_MAX  1232

struct net_addr {
	int family; /* AF_INET, AF_INET6 */
	uint8_t a[16];
	uint32_t scope;
};

struct dns_answer {
	struct net_addr *addrs; /* the caller's, for A and AAAA */
	int max, n;
	char canon[DNS_NAME_MAX]; /* the name at the end of the aliases; for PTR: the name asked
				     for */
};

/* Returns the length, or -EINVAL for a name that is none. */
int dns_build(uint8_t *buf, size_t cap, uint16_t id, const char *name, uint16_t type);

/*
 * 0: understood, addresses (perhaps none) in @out. -EAGAIN: not an answer to this question, go
 * on waiting. -ENOENT: no such name. -EIO: the server failed. -EBADMSG: malformed.
 */
int dns_parse(const uint8_t *msg, size_t len, uint16_t id, const char *name, uint16_t type,
	      struct dns_answer *out);

#endif
