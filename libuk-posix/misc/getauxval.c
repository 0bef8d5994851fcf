/* SPDX-License-Identifier: BSD-3-Clause */
/* getauxval(): the parts of Linux's auxiliary vector that mean something here. */
#include <sys/auxv.h>
#include <uk/hwcap.h>
#include <unistd.h>
#include "posix.h"

unsigned long getauxval(unsigned long type)
{
	uint64_t cap[2];

	switch (type) {
	case AT_PAGESZ:
		return (unsigned long)sysconf(_SC_PAGESIZE);
	case AT_CLKTCK:
		return (unsigned long)sysconf(_SC_CLK_TCK);
	case AT_HWCAP:
	case AT_HWCAP2:
		uk_hwcap(cap);
		return cap[type == AT_HWCAP2];
	case AT_UID:
	case AT_EUID:
	case AT_GID:
	case AT_EGID:
	case AT_SECURE:
		return 0;
	default:
		errno = ENOENT;
		return 0;
	}
}
