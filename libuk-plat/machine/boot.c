/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From checked boot data to uk_boot().
 */
#include <uk/anchor.h>
#include <uk/console.h>
#include <uk/crash.h>
#include "machine.h"

UK_ANCHOR(plat_machine);

struct mach_bootinfo mach_bootinfo;
const struct uk_plat *mach_plat;
bool mach_running;

void mach_refuse(const char *why)
{
	char line[128];
	int n = uk_snprintf(line, sizeof(line), "uk: %s: %s\n",
			    mach_plat ? mach_plat->name : "boot", why);

	/* Where the platform has a console of its own, it may be the only one. */
	(mach_plat ? mach_plat->console_write
		   : mach_serial_write)(line, UK_MIN(n, (int)sizeof(line) - 1));
	if (mach_plat)
		mach_plat->shutdown(UK_SHUTDOWN_CRASH, UK_STATUS_ABORT);
	mach_reset();
}

static void refuse_if(const char *why)
{
	if (why)
		mach_refuse(why);
}

void mach_boot(const struct uk_plat *plat, const char *why, void (*before_seal)(void))
{
	static struct mach_ranges free;
	static struct uk_boot boot;
	struct mach_bootinfo *b = &mach_bootinfo;

	mach_plat = plat;
	refuse_if(why);
	refuse_if(mach_free_memory(b, &free));
	if (b->cmdline) {
		boot.cmdline = mach_boot_cmdline(b->cmdline);
		if (!boot.cmdline)
			mach_refuse("command line: longer than 4095 bytes, or out of reach");
	}
	refuse_if(mach_paging_build(&b->ram, &free));
	if (before_seal)
		before_seal();
	mach_cpu_seal();
	mach_running = true;
	mach_clock_init();

	__builtin_memcpy(boot.mem, free.r, sizeof(boot.mem));
	boot.nmem = free.n;
	if (b->module_len) {
		boot.module = (const void *)(uintptr_t)b->module;
		boot.module_len = b->module_len;
	}
	uk_boot(plat, &boot);
}
