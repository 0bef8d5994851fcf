/* SPDX-License-Identifier: BSD-3-Clause */
/* Its test. */
#include "greet.h"
#include <string.h>

int main(void)
{
	char buf[16];

	return greet(buf, sizeof(buf), "pool") != 11 || strcmp(buf, "Hello, pool");
}
