/* SPDX-License-Identifier: BSD-3-Clause */
/* The library. */
#include "greet.h"
#include <stdio.h>

int greet(char *buf, unsigned long len, const char *name)
{
	return snprintf(buf, len, "Hello, %s", name);
}
