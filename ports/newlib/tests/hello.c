/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The program whose size is watched.
 */
#include <stdio.h>

int main(void)
{
	return printf("Hello %d\n", 42) != 9;
}
