/* SPDX-License-Identifier: BSD-3-Clause */
/* getprotobyname(), getprotobynumber(), getprotoent(): the protocols of this package. */
#include <netdb.h>
#include <string.h>

static char *none[1];
static struct protoent protocols[] = {
	{ "ip", none, IPPROTO_IP },	{ "icmp", none, IPPROTO_ICMP },
	{ "tcp", none, IPPROTO_TCP },	{ "udp", none, IPPROTO_UDP },
	{ "ipv6", none, IPPROTO_IPV6 }, { "ipv6-icmp", none, IPPROTO_ICMPV6 },
};
#define NPROTOCOLS (sizeof(protocols) / sizeof(protocols[0]))
static size_t next; /* of getprotoent() */

struct protoent *getprotobyname(const char *name)
{
	for (size_t i = 0; i < NPROTOCOLS; i++)
		if (strcmp(protocols[i].p_name, name) == 0)
			return &protocols[i];
	return NULL;
}

struct protoent *getprotobynumber(int number)
{
	for (size_t i = 0; i < NPROTOCOLS; i++)
		if (protocols[i].p_proto == number)
			return &protocols[i];
	return NULL;
}

void setprotoent(int stay_open)
{
	(void)stay_open;
	next = 0;
}

void endprotoent(void)
{
	next = 0;
}

struct protoent *getprotoent(void)
{
	return next < NPROTOCOLS ? &protocols[next++] : NULL;
}
