/* SPDX-License-Identifier: BSD-3-Clause */
/* execvp(): always fails, see uk/stubs.h. */
#include <unistd.h>
#include "stubs_priv.h"

UK_STUB_WARNING(execvp);

int execvp(const char *path, char *const argv[])
{
	(void)path;
	(void)argv;
	return (int)uk_ret(-ENOSYS);
}
