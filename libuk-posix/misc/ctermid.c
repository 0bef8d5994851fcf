/* SPDX-License-Identifier: BSD-3-Clause */
/* ctermid(): POSIX XSH. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

char *ctermid(char *buf)
{
	static char own[L_ctermid];

	return strcpy(buf ? buf : own, "/dev/tty");
}
