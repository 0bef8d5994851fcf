/* SPDX-License-Identifier: BSD-3-Clause */
/* Starts a child where it can. */
#include <stdio.h>
#include <unistd.h>

int main(void)
{
	if (fork() < 0)
		perror("fork");
	return 0;
}
