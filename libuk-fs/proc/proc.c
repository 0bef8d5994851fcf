/* SPDX-License-Identifier: BSD-3-Clause */
/* File system "proc": the part of Linux's /proc that programs read. */
#include <sys/stat.h>
#include <uk/anchor.h>
#include <uk/init.h>
#include <uk/vfs.h>
#include "proc.h"

UK_ANCHOR(fs_proc);
UK_NEED(uk_anchor_fs);

static const struct uk_text_entry entries[] = {
	{ "", 0, S_IFDIR, NULL, NULL },
	{ "1", 0, S_IFDIR, NULL, NULL },
	{ "self", 0, S_IFLNK, proc_self, NULL },
	{ "cpuinfo", 0, S_IFREG, proc_cpuinfo, NULL },
	{ "loadavg", 0, S_IFREG, proc_loadavg, NULL },
	{ "meminfo", 0, S_IFREG, proc_meminfo, NULL },
	{ "mounts", 0, S_IFLNK, proc_self_mounts, NULL },
	{ "stat", 0, S_IFREG, proc_stat, NULL },
	{ "uptime", 0, S_IFREG, proc_uptime, NULL },
	{ "version", 0, S_IFREG, proc_version, NULL },
	{ "cmdline", 1, S_IFREG, proc_cmdline, NULL },
	{ "comm", 1, S_IFREG, proc_comm, NULL },
	{ "cwd", 1, S_IFLNK, proc_cwd, NULL },
	{ "environ", 1, S_IFREG, proc_environ, NULL },
	{ "exe", 1, S_IFLNK, proc_exe, NULL },
	{ "fd", 1, S_IFLNK, proc_fd, NULL },
	{ "limits", 1, S_IFREG, proc_limits, NULL },
	{ "maps", 1, S_IFREG, proc_maps, NULL },
	{ "mounts", 1, S_IFREG, proc_mounts, NULL },
	{ "root", 1, S_IFLNK, proc_root, NULL },
	{ "stat", 1, S_IFREG, proc_self_stat, NULL },
	{ "statm", 1, S_IFREG, proc_statm, NULL },
	{ "status", 1, S_IFREG, proc_status, NULL },
};
static const struct uk_text_tree tree = { entries, UK_ARRAY_SIZE(entries), NULL };

static int proc_mount(struct uk_mount *m, const char *source)
{
	(void)source;
	return uk_text_mount(m, &tree);
}

UK_FS_TYPE(proc_type) = { .name = "proc", .mount = proc_mount };

/* After the root, which may have a /proc of its own: the host's. */
static int mount_proc(void)
{
	uk_text_boot("proc", "/proc", "/proc/self");
	return 0;
}
UK_INIT(45, mount_proc); /* between UK_LEVEL_SYS and UK_LEVEL_NET */
