/* SPDX-License-Identifier: BSD-3-Clause */
/* system(): ISO C 7.22.4.8. There is no command processor, which system(NULL) tells. */
#include <stdlib.h>
#include "stubs_priv.h"

UK_STUB_WARNING(system);

int system(const char *command)
{
	return command ? (int)uk_ret(-ENOSYS) : 0;
}
