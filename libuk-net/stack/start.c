/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Bring the stack up at boot: device, addresses, network thread. Without a
 * device, or when it fails, there is still the loopback.
 */
#include <errno.h>
#include <string.h>

#include <uk/anchor.h>
#include <uk/console.h>
#include <uk/init.h>
#include <uk/page.h>
#include <uk/thread.h>

#include "dns_servers.h"
#include "lwip/dhcp.h"
#include "lwip/init.h"
#include "lwip/random.h"
#include "params.h"
#include "stack.h"
#include "timers.h"

UK_ANCHOR(net);
UK_NEED(uk_class_net);
UK_NEED(uk_anchor_netdev);
UK_NEED(uk_net_drain);
UK_NEED(uk_provides_sched);
UK_NEED(uk_provides_heap);

static struct uk_waitq own_wait = UK_WAITQ_INIT(own_wait);

/* Windows that memory can bear: a connection may hold as much in packet buffers. */
static void size_windows(void)
{
	struct uk_page_stats s;
	unsigned long bytes = 512 * 1024;

	uk_page_stats(&s);
	while (bytes > 16 * 1024 && bytes * 64 > s.total * UK_PAGE_SIZE)
		bytes /= 2;
	if (!uk_net_tcp_window)
		uk_net_tcp_window = bytes;
	if (!uk_net_tcp_sndbuf)
		uk_net_tcp_sndbuf = bytes;
	uk_net_tcp_window =
		UK_MIN(UK_MAX(uk_net_tcp_window, 8192ul), 0xffffUL << TCP_RCV_SCALE);
	uk_net_tcp_sndbuf = UK_MIN(UK_MAX(uk_net_tcp_sndbuf, 8192ul), 1024ul * 1024);
}

static void status_changed(struct netif *n)
{
	uint32_t a = lwip_htonl(ip4_addr_get_u32(netif_ip4_addr(n)));
	uint32_t g = lwip_htonl(ip4_addr_get_u32(netif_ip4_gw(n)));
	static uint32_t told;

	if (a == 0 || a == told)
		return;
	told = a;
	uk_waitq_wake(&net_address_wait, UK_WAKE_ALL);
	if (net_params.verbose)
		uk_log("net: %u.%u.%u.%u/%d gateway %u.%u.%u.%u", a >> 24, a >> 16 & 255,
		       a >> 8 & 255, a & 255,
		       __builtin_popcount(ip4_addr_get_u32(netif_ip4_netmask(n))), g >> 24,
		       g >> 16 & 255, g >> 8 & 255, g & 255);
}

/* The device that net.dev names ("tap:x": driver tap; "none": none), or the first. */
static struct uk_netdev *pick(void)
{
	struct uk_netdev *d = uk_netdev_first();
	size_t n = uk_net_dev ? strcspn(uk_net_dev, ":") : 0;

	if (!uk_net_dev)
		return d;
	while (d && (strncmp(d->name, uk_net_dev, n) != 0 || d->name[n] != '\0'))
		d = d->next;
	if (!d && strcmp(uk_net_dev, "none") != 0)
		uk_log("net: no device '%s' (net.dev)", uk_net_dev);
	return d;
}

static void set_addresses(struct netif *n)
{
	const struct net_params *p = &net_params;
	ip4_addr_t mask;

	n->hostname = p->hostname;
	netif_set_status_callback(n, status_changed);
	netif_create_ip6_linklocal_address(n, 1);
	n->ip6_autoconfig_enabled = 1;
	if (p->has_ip6) {
		netif_ip6_addr_set(n, 1, ip_2_ip6(&p->ip6));
		netif_ip6_addr_set_state(n, 1, IP6_ADDR_TENTATIVE);
	}
	netif_set_up(n);
	if (p->has_ip) {
		mask.addr = p->ip_bits ? lwip_htonl(~UINT32_C(0) << (32 - p->ip_bits)) : 0;
		netif_set_addr(n, ip_2_ip4(&p->ip), &mask, ip_2_ip4(&p->gateway));
	} else if (dhcp_start(n) != ERR_OK) {
		uk_log("net: no memory for DHCP");
	}
}

int net_start(void)
{
	const struct uk_thread_attr attr = { .name = "net", .detached = true };
	struct uk_netdev *d;
	struct uk_thread *t;
	int r;

	if (uk_net_backend != &uk_net_stack)
		return 0;
	size_windows();
	net_random_start();
	net_enter();
	lwip_init();
	net.lo = netif_list;
	net.wait = &own_wait;
	for (unsigned i = 0; i < net_params.ndns; i++)
		net_dns_fix(i, &net_params.dns[i]);
	d = pick();
	r = d ? net_device_start(d) : 0;
	if (r < 0) {
		uk_log("net: %s does not start (error %d)", d->name, -r);
	} else if (d) {
		net.wait = &d->rx_wait;
		set_addresses(&net.netif);
	}
	net.running = true;
	uk_sched_unlock();
	r = uk_thread_create(&t, &attr, net_thread, NULL);
	if (r < 0) {
		net.running = false;
		return r;
	}
	if (net_params.wait_s && net.dev) {
		uint64_t until = uk_clock_ns() + net_params.wait_s * UINT64_C(1000000000);

		if (uk_wait_event(&net_address_wait,
				  !ip4_addr_isany_val(*netif_ip4_addr(&net.netif)), until) < 0)
			uk_log("net: no address after %lu s", net_params.wait_s);
	}
	return 0;
}
UK_INIT(UK_LEVEL_NET, net_start);
