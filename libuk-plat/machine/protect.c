/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Rights of pages: the stub does it, and says where it needs a page for a table.
 */
#include <errno.h>
#include <uk/vm.h>
#include "machine.h"
#include "sys.h"

int mach_protect(void *addr, size_t len, unsigned prot)
{
	uint64_t va = (uintptr_t)addr;
	long r;

	if (!len)
		return -EINVAL;
	for (;;) {
		r = mach_service(SVC_PROTECT, va, va + len, prot);
		if (r <= 0)
			return r;
		r = mach_table_page(r);
		if (r < 0)
			return r;
	}
}
