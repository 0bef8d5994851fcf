/* SPDX-License-Identifier: BSD-3-Clause */
/* aarch64: nothing that the pool uses is optional; programs may ask (uk/hwcap.h). */
#include <uk/arch/hwcap.h>
#include "../linux.h"

__attribute__((no_stack_protector)) void uk_linux_hwcap(const uintptr_t *aux)
{
	for (; aux[0]; aux += 2) {
		if (aux[0] == LINUX_AT_HWCAP)
			uk_hwcap_given[0] = aux[1];
		else if (aux[0] == LINUX_AT_HWCAP2)
			uk_hwcap_given[1] = aux[1];
	}
}
