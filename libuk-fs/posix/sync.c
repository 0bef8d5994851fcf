/* SPDX-License-Identifier: BSD-3-Clause */
/* sync(): POSIX XSH. Nothing is kept back above the file systems, and none has a cache of its own. */
#include <unistd.h>

void sync(void)
{
}
