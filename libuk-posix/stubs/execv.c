/* SPDX-License-Identifier: BSD-3-Clause */
/* execv(): always fails, see uk/stubs.h. */
#include <unistd.h>
#include "stubs_priv.h"

UK_STUB_WARNING(execv);

int execv(const char *path, char *const argv[])
{
	(void)path;
	(void)argv;
	return (int)uk_ret(-ENOSYS);
}
