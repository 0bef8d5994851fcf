/* SPDX-License-Identifier: BSD-3-Clause */
/* wait(): always fails, see uk/stubs.h. */
#include <sys/wait.h>
#include "stubs_priv.h"

UK_STUB_WARNING(wait);

pid_t wait(int *status)
{
	(void)status;
	return (pid_t)uk_ret(-ENOSYS);
}
