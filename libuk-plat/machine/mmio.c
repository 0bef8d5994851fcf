/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Device registers and tables of firmware: mapped on demand by the stub, which
 * refuses RAM.
 */
#include <errno.h>
#include <uk/vm.h>
#include "machine.h"
#include "sys.h"

/* One more page for the page tables: see mach_svc_table in stub.h. */
int mach_table_page(uint64_t va)
{
	void *p = uk_vm_table_page ? uk_vm_table_page() : NULL;

	if (!p)
		return -ENOMEM;
	return mach_service(SVC_TABLE, va, (uintptr_t)p, 0);
}

void *mach_mmio(uint64_t pa, size_t len)
{
	uint64_t end = pa + len;
	long n;

	if (!pa || end < pa)
		return NULL;
	for (uint64_t p = pa; p < end; p += n) {
		n = mach_service(SVC_MMIO, p, 0, 0);
		if (n == -EAGAIN)
			n = mach_table_page(p); /* 0: once more */
		if (n < 0)
			return NULL;
	}
	return (void *)(uintptr_t)pa;
}
