/* SPDX-License-Identifier: BSD-3-Clause */
/* popen(): always fails, see uk/stubs.h. */
#include <stdio.h>
#include "stubs_priv.h"

UK_STUB_WARNING(popen);

FILE *popen(const char *command, const char *mode)
{
	(void)command;
	(void)mode;
	uk_ret(-ENOSYS);
	return NULL;
}
