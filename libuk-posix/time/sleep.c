/* SPDX-License-Identifier: BSD-3-Clause */
/* sleep(): POSIX XSH. */
#include <unistd.h>
#include "posix.h"

unsigned sleep(unsigned seconds)
{
	uk_thread_sleep_until(uk_clock_ns() + (uint64_t)seconds * UK_NS_PER_SEC);
	return 0;
}
