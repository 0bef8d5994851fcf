/* SPDX-License-Identifier: BSD-3-Clause */
/* _exit(): POSIX XSH. The pool's own terminators run: devices are left in order. */
#include <unistd.h>
#include <uk/plat.h>

void _exit(int status)
{
	uk_exit(status & 0xff);
}
