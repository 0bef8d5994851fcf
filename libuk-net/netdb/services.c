/* SPDX-License-Identifier: BSD-3-Clause */
/* getservbyname(), getservbyport(), getservent() over a small table: there need be no
 * /etc/services. */
#include <netdb.h>
#include <string.h>

#include "services.h"

static const struct service {
	char name[10];
	unsigned short port;
	char proto; /* t, u, b for both */
} services[] = {
	{ "ftp", 21, 't' },	   { "ssh", 22, 't' },	   { "telnet", 23, 't' },
	{ "smtp", 25, 't' },	   { "domain", 53, 'b' },  { "tftp", 69, 'u' },
	{ "http", 80, 't' },	   { "pop3", 110, 't' },   { "ntp", 123, 'u' },
	{ "imap", 143, 't' },	   { "snmp", 161, 'u' },   { "ldap", 389, 't' },
	{ "https", 443, 'b' },	   { "syslog", 514, 'u' }, { "imaps", 993, 't' },
	{ "mqtt", 1883, 't' },	   { "nfs", 2049, 't' },   { "mysql", 3306, 't' },
	{ "postgres", 5432, 't' }, { "redis", 6379, 't' },
};
#define NSERVICES (sizeof(services) / sizeof(services[0]))
static size_t next; /* of getservent(): twice the index, and 1 where "udp" comes next */

static const struct service *find(const char *name, int port, const char *proto)
{
	for (size_t i = 0; i < NSERVICES; i++) {
		const struct service *s = &services[i];

		if (proto && s->proto != 'b' && s->proto != proto[0])
			continue;
		if (name ? strcmp(s->name, name) == 0 : s->port == port)
			return s;
	}
	return NULL;
}

int net_service_port(const char *name, const char *proto)
{
	const struct service *s = find(name, 0, proto);

	return s ? htons(s->port) : -1;
}

const char *net_service_name(int port, const char *proto)
{
	const struct service *s = find(NULL, ntohs((unsigned short)port), proto);

	return s ? s->name : NULL;
}

static struct servent *fill(const struct service *s, const char *proto)
{
	static __thread struct servent e;
	static char *none[1];

	if (!s || (proto && strcmp(proto, "tcp") != 0 && strcmp(proto, "udp") != 0))
		return NULL;
	e.s_name = (char *)s->name;
	e.s_aliases = none;
	e.s_port = htons(s->port);
	e.s_proto = (char *)(proto ? proto : s->proto == 'u' ? "udp" : "tcp");
	return &e;
}

struct servent *getservbyname(const char *name, const char *proto)
{
	return fill(find(name, 0, proto), proto);
}

struct servent *getservbyport(int port, const char *proto)
{
	return fill(find(NULL, ntohs((unsigned short)port), proto), proto);
}

void setservent(int stay_open)
{
	(void)stay_open;
	next = 0;
}

void endservent(void)
{
	next = 0;
}

/* A service of both protocols comes twice, as in services(5). */
struct servent *getservent(void)
{
	const struct service *s = next < 2 * NSERVICES ? &services[next / 2] : NULL;
	const char *proto = s && (s->proto == 'u' || next % 2) ? "udp" : "tcp";

	if (s)
		next += s->proto == 'b' ? 1 : 2;
	return fill(s, proto);
}
