/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: without FSGSBASE a thread pointer is set by a system call. */
#include <uk/tls.h>
#include "../linux.h"

#define HWCAP2_FSGSBASE 2
#define ARCH_SET_FS	0x1002

static void set_tls_slow(void *tp)
{
	sys2(UK_LINUX_NR_arch_prctl, ARCH_SET_FS, (long)tp);
}

/* Runs before there is a canary. */
__attribute__((no_stack_protector)) void uk_linux_hwcap2(uintptr_t hwcap2)
{
	if (!(hwcap2 & HWCAP2_FSGSBASE))
		uk_tls_set_slow = set_tls_slow;
}
