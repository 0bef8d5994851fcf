/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The start of a Linux process: what the kernel put on the stack becomes a
 * struct uk_boot. Runs before there is a thread pointer, so without stack protector.
 */
#include <uk/anchor.h>
#include <uk/tls.h>
#include "linux.h"
#include "../core/crash_priv.h"

UK_ANCHOR(plat_linux);
UK_NEED(uk_plat_linux_start);

#define AT_SYSINFO_EHDR 33
#define AT_HWCAP2	26
#define HWCAP2_FSGSBASE 2
#define ARCH_SET_FS	0x1002

void uk_plat_linux_start(long *stack) uk_noreturn;

static void set_fs(void *tp)
{
	SYS2(arch_prctl, ARCH_SET_FS, tp);
}

static unsigned long auxv_value(const struct linux_auxv *a, unsigned long type)
{
	for (; a->type; a++)
		if (a->type == type)
			return a->value;
	return 0;
}

/* The value of NAME=value in the environment, or NULL. */
static char *environment(char **envp, const char *name)
{
	for (; *envp; envp++) {
		const char *n = name;
		char *e = *envp;

		while (*n && *e == *n)
			e++, n++;
		if (!*n && *e == '=')
			return e + 1;
	}
	return NULL;
}

bool uk_linux_running(void)
{
	return uk_plat == &linux_plat;
}

__attribute__((optimize("no-stack-protector"))) void uk_plat_linux_start(long *stack)
{
	static struct uk_boot boot;
	const struct linux_auxv *auxv;
	static const char no_memory[] = "uk: the kernel gives no memory (see linux.mem in UK_PARAMS, and ulimit -v)\n";
	char **p;

	boot.argc = stack[0];
	boot.argv = (char **)(stack + 1);
	boot.envp = boot.argv + boot.argc + 1;
	for (p = boot.envp; *p; p++)
		;
	auxv = (const struct linux_auxv *)(p + 1);
	if (!(auxv_value(auxv, AT_HWCAP2) & HWCAP2_FSGSBASE))
		uk_tls_set_slow = set_fs;
	linux_clock_init(auxv_value(auxv, AT_SYSINFO_EHDR));
	boot.cmdline = environment(boot.envp, "UK_PARAMS");
	boot.image_path = "/proc/self/exe";
	if (linux_memory(&boot, boot.cmdline) < 0) {
		linux_console_error(no_memory, sizeof(no_memory) - 1);
		linux_plat.shutdown(UK_SHUTDOWN_EXIT, 1);
	}
	linux_signal_init();
	uk_crash_symbol = linux_symbol;
	uk_boot(&linux_plat, &boot);
}
