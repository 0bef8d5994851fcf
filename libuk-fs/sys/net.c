/* SPDX-License-Identifier: BSD-3-Clause */
/* Interfaces of the network, as the kernel's Documentation/ABI/testing/sysfs-class-net has
 * them.
 */
#include <string.h>
#include <uk/compiler.h>
#include <uk/interface.h>
#include "sys.h"

/* In images that have libuk-net. */
#pragma weak uk_interface

bool sys_net_is_there(void)
{
	return uk_interface != NULL;
}

bool sys_net_name(unsigned k, char *name)
{
	struct uk_interface i;

	if (uk_interface(k, &i) < 0)
		return false;
	memcpy(name, i.name, sizeof(i.name));
	return true;
}

/* One that is gone since has no contents. */
static bool of(const struct uk_text *t, struct uk_interface *i)
{
	return uk_interface(t->instance, i) == 0;
}

void sys_net_address(struct uk_text *t)
{
	struct uk_interface i;
	unsigned char *m = i.mac;

	if (!of(t, &i))
		return;
	if (t->name[0] == 'b' && i.type == UK_INTERFACE_ETHERNET)
		memset(m, 0xff, sizeof(i.mac));
	uk_text_print(t, "%02x:%02x:%02x:%02x:%02x:%02x\n", m[0], m[1], m[2], m[3], m[4], m[5]);
}

void sys_net_flags(struct uk_text *t)
{
	struct uk_interface i;

	if (of(t, &i))
		uk_text_print(t, "0x%x\n", i.flags);
}

void sys_net_operstate(struct uk_text *t)
{
	struct uk_interface i;

	if (!of(t, &i))
		return;
	if (i.type == UK_INTERFACE_LOOPBACK)
		uk_text_print(t, "unknown\n");
	else
		uk_text_print(t, i.carrier ? "up\n" : "down\n");
}

void sys_net_number(struct uk_text *t)
{
	struct uk_interface i;

	if (!of(t, &i))
		return;
	const struct {
		const char *name;
		uint64_t value;
	} all[] = {
		{ "carrier", i.carrier },
		{ "ifindex", i.index },
		{ "iflink", i.index },
		{ "mtu", i.mtu },
		{ "type", i.type },
		{ "rx_bytes", i.rx_bytes },
		{ "rx_dropped", i.rx_dropped },
		{ "rx_errors", i.rx_errors },
		{ "rx_packets", i.rx_packets },
		{ "tx_bytes", i.tx_bytes },
		{ "tx_errors", i.tx_errors },
		{ "tx_packets", i.tx_packets },
	};

	for (size_t n = 0; n < UK_ARRAY_SIZE(all); n++) {
		if (strcmp(all[n].name, t->name) == 0)
			uk_text_print(t, "%llu\n", (unsigned long long)all[n].value);
	}
}
