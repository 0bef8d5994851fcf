/* SPDX-License-Identifier: BSD-3-Clause */
/* execl(): always fails, see uk/stubs.h. */
#include <unistd.h>
#include "stubs_priv.h"

UK_STUB_WARNING(execl);

int execl(const char *path, const char *arg, ...)
{
	(void)path;
	(void)arg;
	return (int)uk_ret(-ENOSYS);
}
