/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory of a Linux process: one private mapping without reserve, of which the
 * kernel provides what is touched. Its size is linux.mem, less under a limit
 * of the address space (ulimit -v).
 */
#include <errno.h>
#include <uk/param.h>
#include <uk/vm.h>
#include "linux.h"
#include "../core/core.h"

#define ARENA_DEFAULT (1ul << 30)
#define ARENA_MIN     (1ul << 20)

#define LINUX_PROT_READ	     1
#define LINUX_PROT_WRITE     2
#define LINUX_PROT_EXEC	     4
#define LINUX_MAP_PRIVATE    0x02
#define LINUX_MAP_ANONYMOUS  0x20
#define LINUX_MAP_NORESERVE  0x4000

/* Read by uk_boot too; the arena is made before, so linux_memory looks for it by itself. */
static unsigned long arena = ARENA_DEFAULT;
UK_PARAM_UINT(linux, mem, arena, "memory of a Linux process in bytes, at most");

/* The value of linux.mem in @cmdline, if it is there; nonsense is reported later, with all parameters. */
static void look_for_size(const char *cmdline)
{
	static const char name[] = "linux.mem=";
	char value[24];
	size_t n;

	for (const char *p = cmdline; p && *p; p++) {
		if (p != cmdline && p[-1] != ' ')
			continue;
		for (n = 0; n < sizeof(name) - 1 && p[n] == name[n];)
			n++;
		if (n != sizeof(name) - 1)
			continue;
		p += n;
		for (n = 0; n < sizeof(value) - 1 && p[n] && p[n] != ' '; n++)
			value[n] = p[n];
		value[n] = '\0';
		uk_param_set(name, sizeof(name) - 2, value);
	}
}

static void link_time_size(void)
{
	UK_SET_FOREACH(param_set, const struct uk_param_set, s)
		if (core_streq(s->name, "linux.mem", 9))
			uk_param_set("linux.mem", 9, s->value);
}

__attribute__((optimize("no-stack-protector"))) long linux_memory(struct uk_boot *boot, const char *cmdline)
{
	long r = -ENOMEM;

	link_time_size();
	look_for_size(cmdline);
	for (size_t size = UK_ALIGN_DOWN(arena, UK_PAGE_SIZE); size >= ARENA_MIN; size = UK_ALIGN_DOWN(size / 2, UK_PAGE_SIZE)) {
		r = SYS6(mmap, 0, size, LINUX_PROT_READ | LINUX_PROT_WRITE,
			 LINUX_MAP_PRIVATE | LINUX_MAP_ANONYMOUS | LINUX_MAP_NORESERVE, -1, 0);
		if (r < 0 && r > -4096)
			continue;
		boot->mem[0] = (struct uk_memrange){ r, size };
		boot->nmem = 1;
		return 0;
	}
	return r;
}

int linux_protect(void *addr, size_t len, unsigned prot)
{
	int p = 0;

	if (((uintptr_t)addr | len) % UK_PAGE_SIZE)
		return -EINVAL;
	if ((prot & (UK_PROT_WRITE | UK_PROT_EXEC)) == (UK_PROT_WRITE | UK_PROT_EXEC))
		return -EINVAL;
	if (prot & UK_PROT_READ)
		p |= LINUX_PROT_READ;
	if (prot & UK_PROT_WRITE)
		p |= LINUX_PROT_WRITE;
	if (prot & UK_PROT_EXEC)
		p |= LINUX_PROT_EXEC;
	return uk_linux_errno(SYS3(mprotect, addr, len, p));
}
