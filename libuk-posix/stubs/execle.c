/* SPDX-License-Identifier: BSD-3-Clause */
/* execle(): always fails, see uk/stubs.h. */
#include <unistd.h>
#include "stubs_priv.h"

UK_STUB_WARNING(execle);

int execle(const char *path, const char *arg, ...)
{
	(void)path;
	(void)arg;
	return (int)uk_ret(-ENOSYS);
}
