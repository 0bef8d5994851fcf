/* SPDX-License-Identifier: BSD-3-Clause */
/* vfork(): always fails, see uk/stubs.h. */
#include <unistd.h>
#include "stubs_priv.h"

UK_STUB_WARNING(vfork);

pid_t vfork(void)
{
	return (pid_t)uk_ret(-ENOSYS);
}
