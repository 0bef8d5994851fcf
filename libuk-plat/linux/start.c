/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The start of a process: what the kernel left on the stack (the
 * same for all architectures) becomes struct uk_boot. There is no thread
 * pointer yet, so no stack protector in here.
 */
#include <uk/tls.h>
#include "../boot/crash_priv.h"
#include "linux.h"

#define AT_RANDOM	25
#define AT_SYSINFO_EHDR 33

void uk_plat_linux_start(uintptr_t *stack) uk_noreturn;

/* The value of UK_PARAMS, which is taken out of the environment: it is for us and will be
 * written to. */
static char *take_params(char **envp)
{
	static const char name[] = "UK_PARAMS=";
	char *value = NULL, **out = envp;

	for (char **e = envp; *e; e++) {
		size_t i = 0;

		while (name[i] && (*e)[i] == name[i])
			i++;
		if (name[i])
			*out++ = *e;
		else if (!value)
			value = *e + i;
	}
	*out = NULL;
	return value;
}

__attribute__((no_stack_protector)) void uk_plat_linux_start(uintptr_t *stack)
{
	static struct uk_boot boot;
	uintptr_t *aux;

	boot.argc = stack[0];
	boot.argv = (char **)(stack + 1);
	boot.envp = boot.argv + boot.argc + 1;
	boot.image_path = "/proc/self/exe";
	for (aux = (uintptr_t *)boot.envp; *aux; aux++)
		;
	uk_linux_hwcap(++aux);
	for (; aux[0]; aux += 2) {
		if (aux[0] == AT_RANDOM)
			__builtin_memcpy(&uk_tls_canary, (void *)aux[1], sizeof(uk_tls_canary));
		else if (aux[0] == AT_SYSINFO_EHDR)
			uk_linux_vdso = aux[1];
	}
	boot.cmdline = take_params(boot.envp);
	uk_crash_symbol = uk_linux_symbol;
	uk_console_register(&uk_linux_console);
	uk_linux_faults_init();
	uk_linux_ask_init();
	uk_boot(&uk_linux_plat, &boot);
}
