/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Grants, version 1 (public/grant_table.h): what an entry says takes effect with its
 * flags, which are written last and taken back by a compare-and-exchange, since the
 * hypervisor sets in them that the other domain is at the page.
 */
#include <errno.h>
#include <uk/cpu.h>
#include <uk/vm.h>
#include <uk/xen.h>
#include "xen.h"

#define ENTRIES (XEN_GRANT_FRAMES * UK_PAGE_SIZE / sizeof(struct grant_entry_v1))

/* The table's frames are mapped over this. */
struct grant_entry_v1 xen_grants[ENTRIES] uk_aligned(4096);

/* Free entries: each holds the number of the next, 0 is the end. */
static uint16_t next_free[ENTRIES], first_free;
static bool ready;

int xen_grant_boot(void)
{
	int r = xen_grant_map(xen_grants, XEN_GRANT_FRAMES);

	if (r < 0)
		return r;
	for (unsigned i = ENTRIES - 1; i >= GNTTAB_RESERVED; i--) {
		next_free[i] = first_free;
		first_free = i;
	}
	ready = true;
	return 0;
}

int uk_xen_grant(unsigned domain, const void *page, bool readonly)
{
	struct grant_entry_v1 *e;
	unsigned ref = first_free;

	if (!ref)
		return ready ? -ENOSPC : -ENODEV;
	first_free = next_free[ref];
	e = &xen_grants[ref];
	e->domid = domain;
	e->frame = xen_frame(page);
	__atomic_store_n(&e->flags, GTF_permit_access | (readonly ? GTF_readonly : 0),
			 __ATOMIC_RELEASE);
	return ref;
}

int uk_xen_grant_end(int ref)
{
	struct grant_entry_v1 *e = &xen_grants[ref];
	uint16_t flags = __atomic_load_n(&e->flags, __ATOMIC_ACQUIRE);

	do {
		if (flags & (GTF_reading | GTF_writing))
			return -EBUSY;
	} while (!__atomic_compare_exchange_n(&e->flags, &flags, 0, false, __ATOMIC_SEQ_CST,
					      __ATOMIC_ACQUIRE));
	next_free[ref] = first_free;
	first_free = ref;
	return 0;
}
