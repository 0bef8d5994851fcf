/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64: nothing that the pool uses is optional. */
#include "../linux.h"

void uk_linux_hwcap2(uintptr_t hwcap2)
{
	(void)hwcap2;
}
