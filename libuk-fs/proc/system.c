/* SPDX-License-Identifier: BSD-3-Clause */
/* What /proc says of the machine, in the formats of proc(5). */
#include <sys/utsname.h>
#include <uk/page.h>
#include <uk/plat.h>
#include <uk/vfs.h>
#include "../vfs/vfs_priv.h"
#include "proc.h"

void proc_cpuinfo(struct uk_text *t)
{
	struct utsname u;

	uname(&u);
	uk_text_print(t,
		      "processor\t: 0\nmodel name\t: %s\nphysical id\t: 0\ncore id\t\t: 0\n"
		      "cpu cores\t: 1\n\n",
		      u.machine);
}

void proc_loadavg(struct uk_text *t)
{
	uk_text_print(t, "0.00 0.00 0.00 1/1 1\n");
}

void proc_meminfo(struct uk_text *t)
{
	struct uk_page_stats s;

	uk_page_stats(&s);
	uk_text_print(
		t,
		"MemTotal:       %8zu kB\nMemFree:        %8zu kB\n"
		"MemAvailable:   %8zu kB\nBuffers:        %8d kB\nCached:         %8d kB\n"
		"SwapTotal:      %8d kB\nSwapFree:       %8d kB\n",
		s.total * 4, s.free * 4, s.free * 4, 0, 0, 0, 0);
}

void proc_mounts(struct uk_text *t)
{
	for (const struct uk_mount *m = uk_mounts; m; m = m->next) {
		char path[UK_PATH_MAX];
		const char *at = "/";

		if (m->covered && uk_vfs_path(m->covered, path, sizeof(path)) > 0)
			at = path;
		uk_text_print(t, "%s %s %s rw 0 0\n", m->type->name, at, m->type->name);
	}
}

void proc_stat(struct uk_text *t)
{
	unsigned long long ticks = uk_clock_ns() / 10000000;

	uk_text_print(t,
		      "cpu  %llu 0 0 0 0 0 0 0 0 0\ncpu0 %llu 0 0 0 0 0 0 0 0 0\n"
		      "btime %llu\nprocesses 1\nprocs_running 1\nprocs_blocked 0\n",
		      ticks, ticks,
		      (unsigned long long)((uk_clock_wall_ns() - uk_clock_ns()) / 1000000000));
}

void proc_uptime(struct uk_text *t)
{
	unsigned long long cs = uk_clock_ns() / 10000000;

	uk_text_print(t, "%llu.%02llu 0.00\n", cs / 100, cs % 100);
}

void proc_version(struct uk_text *t)
{
	struct utsname u;

	uname(&u);
	uk_text_print(t, "%s version %s %s\n", u.sysname, u.release, u.version);
}
