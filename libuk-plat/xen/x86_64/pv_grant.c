/* SPDX-License-Identifier: BSD-3-Clause */
/* The grant table of a PV domain: frames of the hypervisor's, mapped over pages of ours. */
#include <errno.h>
#include <uk/vm.h>
#include "xen_x86.h"

int xen_pv_grant_map(void *table, unsigned frames)
{
	uint64_t mfn[XEN_GRANT_FRAMES];
	struct gnttab_setup_table setup = { .dom = DOMID_SELF,
					    .nr_frames = frames,
					    .frame_list = mfn };
	long r = xen_pv_hypercall(XEN_grant_table_op, GNTTABOP_setup_table, (uintptr_t)&setup,
				  1, 0);

	if (r == 0 && setup.status)
		r = -EIO;
	for (unsigned i = 0; i < frames && r == 0; i++)
		r = xen_pv_map((char *)table + i * UK_PAGE_SIZE, mfn[i]);
	return r;
}
