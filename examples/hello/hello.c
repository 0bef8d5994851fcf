/* SPDX-License-Identifier: BSD-3-Clause */
/* The smallest program that shows who runs it. */
#include <stdio.h>

int main(int argc, char **argv)
{
	printf("Hello from %s\n", argc > 1 ? argv[1] : "ukpool");
	return 0;
}
