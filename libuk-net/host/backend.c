/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The host's sockets as the backend: in a Linux process, unless net.dev
 * names a device for the pool's own stack.
 */
#include <uk/anchor.h>
#include <uk/init.h>

#include "host.h"

UK_ANCHOR(net_host);
UK_NEED(uk_anchor_net);

static const struct uk_net_backend host_backend = {
	.name = "host",
	.socket = host_socket,
	.name_servers = host_name_servers,
	.host_lookup = host_lookup,
	.interface = host_interface,
};

static int host_start(void)
{
	if (uk_linux_running() && !uk_net_dev)
		uk_net_backend = &host_backend;
	return 0;
}
/* Before UK_LEVEL_NET: the stack looks whether it is wanted. */
UK_INIT(45, host_start);
