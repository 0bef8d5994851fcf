/* SPDX-License-Identifier: BSD-3-Clause */
/* What /proc says of the process, in the formats of proc(5). */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <uk/page.h>
#include <uk/plat.h>
#include <uk/thread.h>
#include "proc.h"

extern char **environ;
extern const char uk_text_start[], uk_text_end[], uk_rodata_start[], uk_rodata_end[],
	uk_data_start[], uk_image_end[];

static const char *name(void)
{
	const char *arg = uk_boot_info->argc ? uk_boot_info->argv[0] : "main",
		   *slash = strrchr(arg, '/');

	return slash ? slash + 1 : arg;
}

/* Strings, each with its zero byte. */
static void add_all(struct uk_text *t, char **v)
{
	for (; v && *v; v++)
		uk_text_add(t, *v, strlen(*v) + 1);
}

void proc_cmdline(struct uk_text *t)
{
	add_all(t, uk_boot_info->argv);
}

void proc_environ(struct uk_text *t)
{
	add_all(t, environ);
}

void proc_comm(struct uk_text *t)
{
	uk_text_print(t, "%.15s\n", name());
}

void proc_exe(struct uk_text *t)
{
	const char *arg = uk_boot_info->argc ? uk_boot_info->argv[0] : "main";

	uk_text_print(t, "%s%s", *arg == '/' ? "" : "/", arg);
}

void proc_cwd(struct uk_text *t)
{
	char path[4096];

	uk_text_print(t, "%s", getcwd(path, sizeof(path)) ? path : "/");
}

void proc_root(struct uk_text *t)
{
	uk_text_print(t, "/");
}

void proc_self(struct uk_text *t)
{
	uk_text_print(t, "1");
}

void proc_fd(struct uk_text *t)
{
	uk_text_print(t, "/dev/fd");
}

void proc_self_mounts(struct uk_text *t)
{
	uk_text_print(t, "self/mounts");
}

static void limit(struct uk_text *t, const char *what, int resource, const char *unit)
{
	struct rlimit r;
	char soft[24] = "unlimited", hard[24] = "unlimited";

	if (getrlimit(resource, &r) < 0)
		return;
	if (r.rlim_cur != RLIM_INFINITY)
		snprintf(soft, sizeof(soft), "%llu", (unsigned long long)r.rlim_cur);
	if (r.rlim_max != RLIM_INFINITY)
		snprintf(hard, sizeof(hard), "%llu", (unsigned long long)r.rlim_max);
	uk_text_print(t, "%-25s %-20s %-20s %-10s\n", what, soft, hard, unit);
}

void proc_limits(struct uk_text *t)
{
	uk_text_print(t, "%-25s %-20s %-20s %-10s\n", "Limit", "Soft Limit", "Hard Limit",
		      "Units");
	limit(t, "Max open files", RLIMIT_NOFILE, "files");
	limit(t, "Max stack size", RLIMIT_STACK, "bytes");
}

static void map(struct uk_text *t, uintptr_t start, uintptr_t end, const char *rights,
		const char *what)
{
	uk_text_print(t, "%08lx-%08lx %s 00000000 00:00 0 %s\n", (unsigned long)start,
		      (unsigned long)end, rights, what);
}

void proc_maps(struct uk_text *t)
{
	const struct uk_boot *b = uk_boot_info;
	const struct uk_thread *self = uk_thread_self();
	char path[64];
	uintptr_t stack = (uintptr_t)self->stack + UK_PAGE_SIZE,
		  top = (uintptr_t)self->stack + self->stack_pages * UK_PAGE_SIZE;

	snprintf(path, sizeof(path), "/%s", name());
	map(t, (uintptr_t)uk_text_start & ~4095ul, (uintptr_t)uk_text_end, "r-xp", path);
	map(t, (uintptr_t)uk_rodata_start & ~4095ul, (uintptr_t)uk_rodata_end, "r--p", path);
	map(t, (uintptr_t)uk_data_start & ~4095ul, (uintptr_t)uk_image_end, "rw-p", path);
	for (unsigned i = 0; i < b->nmem; i++)
		map(t, b->mem[i].start, b->mem[i].start + b->mem[i].len, "rw-p", "[heap]");
	map(t, stack, top, "rw-p", "[stack]");
}

static size_t used_pages(void)
{
	struct uk_page_stats s;

	uk_page_stats(&s);
	return s.total - s.free;
}

void proc_self_stat(struct uk_text *t)
{
	unsigned long long ticks = uk_clock_ns() / 10000000;

	uk_text_print(
		t,
		"1 (%.15s) R 0 1 1 0 -1 0 0 0 0 0 %llu 0 0 0 20 0 1 0 0 %zu %zu "
		"18446744073709551615 0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n",
		name(), ticks, used_pages() * UK_PAGE_SIZE, used_pages());
}

void proc_statm(struct uk_text *t)
{
	size_t text = (size_t)(uk_text_end - uk_text_start) / UK_PAGE_SIZE + 1;

	uk_text_print(t, "%zu %zu 0 %zu 0 %zu 0\n", used_pages(), used_pages(), text,
		      used_pages());
}

void proc_status(struct uk_text *t)
{
	uk_text_print(t,
		      "Name:\t%.15s\nState:\tR (running)\nTgid:\t1\nPid:\t1\nPPid:\t0\n"
		      "TracerPid:\t0\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nVmSize:\t%8zu kB\n"
		      "VmRSS:\t%8zu kB\nThreads:\t1\nCpus_allowed:\t1\nCpus_allowed_list:\t0\n",
		      name(), used_pages() * 4, used_pages() * 4);
}
