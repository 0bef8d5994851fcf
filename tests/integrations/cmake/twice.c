/* SPDX-License-Identifier: BSD-3-Clause */
/* The library. */
#include "twice.h"
#include <greet.h>

int twice(const char *name)
{
	char buf[64];

	return 2 * greet(buf, sizeof(buf), name);
}
