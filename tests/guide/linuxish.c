/* SPDX-License-Identifier: BSD-3-Clause */
/* Includes a header of Linux, not of POSIX. */
#include <linux/if.h>

int main(void)
{
	return 0;
}
