/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * uk_boot: from the platform's entry code to main, in the order that
 * docs/architecture.md draws. What runs before the thread pointer is set has no stack
 * protector, because the canary is behind it.
 */
#include <errno.h>
#include <uk/anchor.h>
#include <uk/console.h>
#include <uk/cpu.h>
#include <uk/crash.h>
#include <uk/param.h>
#include <uk/plat.h>
#include <uk/tls.h>
#include "core.h"

UK_ANCHOR(plat);

#define WORDS_MAX 64 /* arguments, and environment variables, on a kernel command line */
#define EARLY_TLS 1024

const struct uk_plat *uk_plat;
const struct uk_boot *uk_boot_info;

/* The layers above; an image without one of them boots as far as it can. */
#pragma weak uk_alloc_boot
#pragma weak uk_sched_boot

static void use_random_canary(void)
{
	uintptr_t c;

	if (uk_plat->entropy(&c, sizeof(c)) != sizeof(c)) {
		/* No hardware source: the counter's low bits differ from boot to boot. */
		c = uk_cycles() * UINT64_C(0x9e3779b97f4a7c15);
		c ^= c >> 29;
	}
	/* A zero byte first in memory ends a string copy that would repeat the canary. */
	uk_tls_canary = c & ~(uintptr_t)0xff;
}

/* The boot context's own block; threads get theirs from the scheduler. */
static void set_early_tls(struct uk_boot *boot)
{
	static char block[EARLY_TLS] uk_aligned(64);
	size_t size = uk_tls_size(), align = uk_tls_align();
	void *mem = block;

	if (size > sizeof(block) || align > 64) {
		uintptr_t start = UK_ALIGN_UP(boot->mem[0].start, align), end = start + size;

		if (boot->nmem == 0 || end > boot->mem[0].start + boot->mem[0].len) {
			static const char why[] = "uk: no memory for thread-local storage\n";

			uk_plat->console_write(why, sizeof(why) - 1);
			uk_plat->shutdown(UK_SHUTDOWN_CRASH, UK_STATUS_ABORT);
		}
		boot->mem[0].len -= end - boot->mem[0].start;
		boot->mem[0].start = end;
		mem = (void *)start;
	}
	uk_tls_set(uk_tls_init(mem));
}

/* Give up before main: bad parameters, no memory. */
static void uk_noreturn refuse(void)
{
	uk_console_flush();
	uk_plat->shutdown(UK_SHUTDOWN_EXIT, 1);
}

static void take_parameters(struct uk_boot *boot)
{
	static char name[] = "main";
	static char *argv[WORDS_MAX] = { name }, *env[WORDS_MAX];
	int argc = 0, nenv = 0;

	if (param_link_time())
		refuse();
	if (!boot->cmdline)
		return;
	if (uk_param_parse(boot->cmdline, argv + 1, &argc, env, &nenv, WORDS_MAX - 1))
		refuse();
	if (boot->argv)
		return; /* a process has its own */
	boot->argc = argc + 1;
	boot->argv = argv;
	boot->envp = env;
}

static void main_thread(void)
{
	init_run(UK_LEVEL_CORE, UK_LEVEL_APP);
	uk_main_thread();
	uk_exit(0);
}

__attribute__((optimize("no-stack-protector"))) void uk_boot(const struct uk_plat *plat, struct uk_boot *boot)
{
	uk_plat = plat;
	uk_boot_info = boot;
	use_random_canary();
	set_early_tls(boot);
	take_parameters(boot);
	if (uk_alloc_boot && uk_alloc_boot() < 0) {
		uk_log("not enough memory to start");
		refuse();
	}
	init_run(UK_LEVEL_EARLY, UK_LEVEL_CORE - 1);
	if (uk_sched_boot) {
		int r = uk_sched_boot(main_thread);

		uk_log("the scheduler did not start: error %d", -r);
		refuse();
	}
	main_thread();
	uk_exit(0);
}

void uk_exit(int status)
{
	static bool again;

	/* A terminator that exits must not start the terminators over. */
	if (!again) {
		again = true;
		init_terminate();
	}
	uk_console_flush();
	uk_plat->shutdown(UK_SHUTDOWN_EXIT, status & 0xff);
}
