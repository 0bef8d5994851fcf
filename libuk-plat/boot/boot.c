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
#include "boot_priv.h"

UK_ANCHOR(plat);

#define WORDS_MAX 64 /* arguments, and environment variables, on a kernel command line */

const struct uk_plat *uk_plat;
const struct uk_boot *uk_boot_info;

/* The boot context's block for thread-local storage, of the size that the linker knows (uk.ld).
 */
extern char uk_boot_tls[];

/* The layers above; an image without one of them boots as far as it can. */
#pragma weak uk_alloc_boot
#pragma weak uk_sched_boot

__attribute__((no_stack_protector)) static void use_random_canary(void)
{
	uintptr_t c = uk_tls_canary; /* a platform may have got one from its loader */

	if (c == 0 && (!uk_plat->entropy || uk_plat->entropy(&c, sizeof(c)) != sizeof(c))) {
		/* No hardware source: the counter's low bits differ from boot to boot. */
		c = uk_cycles() * UINT64_C(0x9e3779b97f4a7c15);
		c ^= c >> 29;
	}
	/* A zero byte first in memory ends a string copy that would repeat the canary. */
	uk_tls_canary = c & ~(uintptr_t)0xff;
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
	static char *argv[WORDS_MAX], *env[WORDS_MAX];
	int argc = 0, nenv = 0;

	if (uk_param_link_time())
		refuse();
	if (!boot->cmdline)
		return;
	if (boot->argv) { /* a process has its own arguments */
		if (uk_param_parse(boot->cmdline, NULL, &argc, NULL, &nenv, 0))
			refuse();
		return;
	}
	if (uk_param_parse(boot->cmdline, argv + 1, &argc, env, &nenv, WORDS_MAX - 1))
		refuse();
	argv[0] = name;
	boot->argc = argc + 1;
	boot->argv = argv;
	boot->envp = env;
}

static void main_thread(void)
{
	uk_init_run(UK_LEVEL_CORE, UK_LEVEL_BUS - 1);
	uk_devices_boot();
	uk_init_run(UK_LEVEL_SYS, UK_LEVEL_APP);
	uk_main_thread();
	uk_exit(0);
}

__attribute__((no_stack_protector)) void uk_boot(const struct uk_plat *plat,
						 struct uk_boot *boot)
{
	uk_plat = plat;
	uk_boot_info = boot;
	use_random_canary();
	uk_tls_set(uk_tls_init(uk_boot_tls));
	take_parameters(boot);
	if ((plat->memory && plat->memory(boot) < 0) ||
	    (uk_alloc_boot && uk_alloc_boot() < 0)) {
		uk_log("not enough memory to start");
		refuse();
	}
	uk_init_run(UK_LEVEL_EARLY, UK_LEVEL_CORE - 1);
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
		uk_init_terminate();
	}
	uk_console_flush();
	uk_plat->shutdown(UK_SHUTDOWN_EXIT, status & 0xff);
}
