/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From uk_boot to main(): environment, constructors, main, exit. stdio sets
 * itself up when it is first used.
 */
#include <stdlib.h>
#include <unistd.h>
#include <uk/plat.h>
#include "posix.h"
#include "start/reent_priv.h"

typedef void initializer(int argc, char **argv, char **envp);
/* uk.ld has both arrays in one piece, in the order in which they run. */
extern initializer *const __preinit_array_start[] uk_weak, *const __init_array_end[] uk_weak;

extern int main(int argc, char **argv, char **envp);

uint64_t uk_start_ns;

void uk_main_thread(void)
{
	static char *none[] = { NULL };
	static char name[] = "main", *bare[] = { name, NULL };
	const struct uk_boot *b = uk_boot_info;
	int argc = b->argc;
	char **argv = b->argv, **envp = b->envp ? b->envp : none;
	initializer *const *fn;

	if (!argv || argc == 0) {
		argc = 1;
		argv = bare;
	}
	uk_reent_init();
	environ = envp;
	uk_start_ns = uk_clock_ns();
	for (fn = __preinit_array_start; fn < __init_array_end; fn++)
		(*fn)(argc, argv, envp);
	exit(main(argc, argv, envp));
}
