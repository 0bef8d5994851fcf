/* SPDX-License-Identifier: BSD-3-Clause */
/* pclose(): always fails, see uk/stubs.h. */
#include <stdio.h>
#include "stubs_priv.h"

UK_STUB_WARNING(pclose);

int pclose(FILE *f)
{
	(void)f;
	return (int)uk_ret(-ENOSYS);
}
