/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * program_invocation_name and program_invocation_short_name of GNU: the program's
 * first argument, all of it and what is after its last slash. Whoever names them
 * links the constructor; ahead of those of applications, which may use them.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <string.h>
#include "posix.h"

static char none[] = "main";

char *program_invocation_name = none, *program_invocation_short_name = none;

__attribute__((constructor(101))) static void set_names(int argc, char **argv)
{
	char *slash;

	(void)argc;
	slash = strrchr(argv[0], '/');
	program_invocation_name = argv[0];
	program_invocation_short_name = slash ? slash + 1 : argv[0];
}
