/* SPDX-License-Identifier: BSD-3-Clause */
/* fork(): always fails, see uk/stubs.h. */
#include <unistd.h>
#include "stubs_priv.h"

UK_STUB_WARNING(fork);

pid_t fork(void)
{
	return (pid_t)uk_ret(-ENOSYS);
}
