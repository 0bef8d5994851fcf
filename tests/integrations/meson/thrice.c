/* SPDX-License-Identifier: BSD-3-Clause */
/* The library. */
#include "thrice.h"
#include <greet.h>

int thrice(const char *name)
{
	char buf[64];

	return 3 * greet(buf, sizeof(buf), name);
}
