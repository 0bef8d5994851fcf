/* SPDX-License-Identifier: BSD-3-Clause */
/* fexecve(): always fails, see uk/stubs.h. */
#include <unistd.h>
#include "stubs_priv.h"

UK_STUB_WARNING(fexecve);

int fexecve(int fd, char *const argv[], char *const envp[])
{
	(void)fd;
	(void)argv;
	(void)envp;
	return (int)uk_ret(-ENOSYS);
}
