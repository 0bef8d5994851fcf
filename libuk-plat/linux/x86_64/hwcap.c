/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: unless the kernel says FSGSBASE a thread pointer is set by a system call. */
#include <uk/tls.h>
#include "../linux.h"

#define HWCAP2_FSGSBASE 2
#define ARCH_SET_FS	0x1002

static void set_tls_slow(void *tp)
{
	sys2(UK_LINUX_NR_arch_prctl, ARCH_SET_FS, (long)tp);
}

__attribute__((no_stack_protector)) void uk_linux_hwcap(const uintptr_t *aux)
{
	for (; aux[0]; aux += 2)
		if (aux[0] == LINUX_AT_HWCAP2 && (aux[1] & HWCAP2_FSGSBASE))
			return;
	uk_tls_set_slow = set_tls_slow;
}
