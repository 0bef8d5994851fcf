/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * File system "sysfs": what programs read in Linux's /sys about processors, memory, huge pages
 * and, in images with libuk-net, network interfaces (net.c), in the formats of the kernel's
 * Documentation/ABI. One processor, one node of memory.
 */
#include <string.h>
#include <sys/stat.h>
#include <uk/anchor.h>
#include <uk/init.h>
#include <uk/page.h>
#include <uk/vfs.h>
#include "sys.h"

UK_ANCHOR(fs_sys);
UK_NEED(uk_anchor_fs);

static void node_meminfo(struct uk_text *t)
{
	struct uk_page_stats s;

	uk_page_stats(&s);
	uk_text_print(t,
		      "Node 0 MemTotal:       %8zu kB\nNode 0 MemFree:        %8zu kB\n"
		      "Node 0 MemUsed:        %8zu kB\n",
		      s.total * 4, s.free * 4, (s.total - s.free) * 4);
}

/* Places in the table below. */
enum {
	ROOT,
	DEVICES,
	SYSTEM,
	CPU,
	CPU0,
	TOPOLOGY,
	NODE,
	NODE0,
	KERNEL,
	MM,
	THP,
	CLASS,
	NET,
	IF,
	STATISTICS
};

static const struct uk_text_entry entries[] = {
	[ROOT] = { "", 0, S_IFDIR, NULL, NULL },
	[DEVICES] = { "devices", ROOT, S_IFDIR, NULL, NULL },
	[SYSTEM] = { "system", DEVICES, S_IFDIR, NULL, NULL },
	[CPU] = { "cpu", SYSTEM, S_IFDIR, NULL, NULL },
	[CPU0] = { "cpu0", CPU, S_IFDIR, NULL, NULL },
	[TOPOLOGY] = { "topology", CPU0, S_IFDIR, NULL, NULL },
	[NODE] = { "node", SYSTEM, S_IFDIR, NULL, NULL },
	[NODE0] = { "node0", NODE, S_IFDIR, NULL, NULL },
	[KERNEL] = { "kernel", ROOT, S_IFDIR, NULL, NULL },
	[MM] = { "mm", KERNEL, S_IFDIR, NULL, NULL },
	[THP] = { "transparent_hugepage", MM, S_IFDIR, NULL, NULL },
	[CLASS] = { "", ROOT, S_IFDIR, NULL, NULL },
	[NET] = { "net", CLASS, S_IFDIR, NULL, NULL },
	[IF] = { "", NET, S_IFDIR, NULL, NULL },
	[STATISTICS] = { "statistics", IF, S_IFDIR, NULL, NULL },
	{ "isolated", CPU, S_IFREG, NULL, "\n" },
	{ "kernel_max", CPU, S_IFREG, NULL, "0\n" },
	{ "offline", CPU, S_IFREG, NULL, "\n" },
	{ "online", CPU, S_IFREG, NULL, "0\n" },
	{ "possible", CPU, S_IFREG, NULL, "0\n" },
	{ "present", CPU, S_IFREG, NULL, "0\n" },
	{ "core_cpus", TOPOLOGY, S_IFREG, NULL, "1\n" },
	{ "core_cpus_list", TOPOLOGY, S_IFREG, NULL, "0\n" },
	{ "core_id", TOPOLOGY, S_IFREG, NULL, "0\n" },
	{ "core_siblings", TOPOLOGY, S_IFREG, NULL, "1\n" },
	{ "core_siblings_list", TOPOLOGY, S_IFREG, NULL, "0\n" },
	{ "physical_package_id", TOPOLOGY, S_IFREG, NULL, "0\n" },
	{ "thread_siblings", TOPOLOGY, S_IFREG, NULL, "1\n" },
	{ "thread_siblings_list", TOPOLOGY, S_IFREG, NULL, "0\n" },
	{ "has_cpu", NODE, S_IFREG, NULL, "0\n" },
	{ "has_memory", NODE, S_IFREG, NULL, "0\n" },
	{ "online", NODE, S_IFREG, NULL, "0\n" },
	{ "possible", NODE, S_IFREG, NULL, "0\n" },
	{ "cpulist", NODE0, S_IFREG, NULL, "0\n" },
	{ "cpumap", NODE0, S_IFREG, NULL, "1\n" },
	{ "distance", NODE0, S_IFREG, NULL, "10\n" },
	{ "meminfo", NODE0, S_IFREG, node_meminfo, NULL },
	{ "enabled", THP, S_IFREG, NULL, "always madvise [never]\n" },
	{ "addr_len", IF, S_IFREG, NULL, "6\n" },
	{ "address", IF, S_IFREG, sys_net_address, NULL },
	{ "broadcast", IF, S_IFREG, sys_net_address, NULL },
	{ "carrier", IF, S_IFREG, sys_net_number, NULL },
	{ "flags", IF, S_IFREG, sys_net_flags, NULL },
	{ "ifindex", IF, S_IFREG, sys_net_number, NULL },
	{ "iflink", IF, S_IFREG, sys_net_number, NULL },
	{ "mtu", IF, S_IFREG, sys_net_number, NULL },
	{ "operstate", IF, S_IFREG, sys_net_operstate, NULL },
	{ "type", IF, S_IFREG, sys_net_number, NULL },
	{ "rx_bytes", STATISTICS, S_IFREG, sys_net_number, NULL },
	{ "rx_dropped", STATISTICS, S_IFREG, sys_net_number, NULL },
	{ "rx_errors", STATISTICS, S_IFREG, sys_net_number, NULL },
	{ "rx_packets", STATISTICS, S_IFREG, sys_net_number, NULL },
	{ "tx_bytes", STATISTICS, S_IFREG, sys_net_number, NULL },
	{ "tx_dropped", STATISTICS, S_IFREG, NULL, "0\n" },
	{ "tx_errors", STATISTICS, S_IFREG, sys_net_number, NULL },
	{ "tx_packets", STATISTICS, S_IFREG, sys_net_number, NULL },
};

static bool instance(size_t entry, unsigned k, char *name)
{
	if (entry == IF)
		return sys_net_name(k, name);
	/* The folder of classes, if there is one to be in it. */
	strcpy(name, "class");
	return k == 0 && sys_net_is_there();
}

static const struct uk_text_tree tree = { entries, UK_ARRAY_SIZE(entries), instance };

static int sys_mount(struct uk_mount *m, const char *source)
{
	(void)source;
	return uk_text_mount(m, &tree);
}

UK_FS_TYPE(sys_type) = { .name = "sysfs", .mount = sys_mount };

/* After the root, which may have a /sys of its own: the host's. */
static int mount_sys(void)
{
	uk_text_boot("sysfs", "/sys", "/sys/devices");
	return 0;
}
UK_INIT(45, mount_sys); /* between UK_LEVEL_SYS and UK_LEVEL_NET */
