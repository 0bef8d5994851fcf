/* SPDX-License-Identifier: BSD-3-Clause */
/* execve(): always fails, see uk/stubs.h. */
#include <unistd.h>
#include "stubs_priv.h"

UK_STUB_WARNING(execve);

int execve(const char *path, char *const argv[], char *const envp[])
{
	(void)path;
	(void)argv;
	(void)envp;
	return (int)uk_ret(-ENOSYS);
}
