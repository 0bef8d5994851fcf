/* SPDX-License-Identifier: BSD-3-Clause */
/* For try_run: says 7. */
#include <stdio.h>

int main(void)
{
	printf("7");
	return 0;
}
