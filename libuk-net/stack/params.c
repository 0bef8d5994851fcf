/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Parameters of the stack. Addresses are checked while the command line is
 * read, so that a mistyped one ends the boot with a message.
 */
#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include <uk/param.h>

#include "stack.h"
#include "params.h"

struct net_params net_params;
const char *uk_net_dev;
unsigned long uk_net_tcp_window, uk_net_tcp_sndbuf;

static int set_ip(const char *v)
{
	struct net_params *p = &net_params;

	p->has_ip = net_parse_prefix(v, &p->ip, &p->ip_bits) == 0 && IP_IS_V4(&p->ip);
	return p->has_ip ? 0 : -EINVAL;
}

static int set_gateway(const char *v)
{
	struct net_params *p = &net_params;

	p->has_gateway = ipaddr_aton(v, &p->gateway) && IP_IS_V4(&p->gateway);
	return p->has_gateway ? 0 : -EINVAL;
}

static int set_ip6(const char *v)
{
	struct net_params *p = &net_params;
	unsigned bits;

	/* lwIP takes every address as one of a /64. */
	p->has_ip6 = net_parse_prefix(v, &p->ip6, &bits) == 0 && IP_IS_V6(&p->ip6) &&
		     (bits == 64 || bits == 128);
	return p->has_ip6 ? 0 : -EINVAL;
}

/* One server, or several with commas; may be given more than once. */
static int set_dns(const char *v)
{
	struct net_params *p = &net_params;
	char one[48];

	do {
		size_t n = strcspn(v, ",");

		if (n == 0 || n >= sizeof(one) || p->ndns == UK_ARRAY_SIZE(p->dns))
			return -EINVAL;
		memcpy(one, v, n);
		one[n] = '\0';
		if (!ipaddr_aton(one, &p->dns[p->ndns]))
			return -EINVAL;
		p->ndns++;
		v += n;
	} while (*v++ == ',');
	return 0;
}

UK_PARAM_CUSTOM(net, ip, set_ip,
		"IPv4 address and prefix, 10.0.2.15/24; without it DHCP is asked");
UK_PARAM_CUSTOM(net, gateway, set_gateway, "IPv4 router");
UK_PARAM_CUSTOM(net, ip6, set_ip6, "IPv6 address, /64, besides those of autoconfiguration");
UK_PARAM_CUSTOM(net, dns, set_dns, "name servers, up to three, with commas between them");
UK_PARAM_STRING(net, hostname, net_params.hostname, "name told to the DHCP server");
UK_PARAM_STRING(net, dev, uk_net_dev,
		"device to use: a driver's name, tap:NAME, none; default: the first");
UK_PARAM_UINT(net, wait, net_params.wait_s,
	      "seconds that main waits for an address; default 0");
UK_PARAM_BOOL(net, verbose, net_params.verbose, "print addresses as they are set");
UK_PARAM_UINT(net, tcp_window, uk_net_tcp_window,
	      "receive window in bytes; default: by memory");
UK_PARAM_UINT(net, tcp_sndbuf, uk_net_tcp_sndbuf, "send buffer in bytes; default: by memory");
