/* SPDX-License-Identifier: BSD-3-Clause */
/* Exceptions of a PV domain, public/arch-x86/xen.h, set_trap_table: a crash report each. */
#include <uk/crash.h>
#include <uk/trap.h>
#include "../../boot/crash_priv.h"
#include "layout.h"
#include "xen_x86.h"

#define VECTORS		   20
#define NMI		   2
#define DEBUGGER	   3
#define ERROR_CODE_VECTORS 0x27d00u /* 8, 10-14, 17 */

extern const char xen_pv_vectors[];

/* As xen_pv_exception_entry leaves it. */
struct raw {
	uint64_t registers[15], vector, rcx, r11;
	uint64_t frame[6]; /* with an error code in front or without */
};

xen_cold void xen_pv_exception(const struct raw *raw) uk_noreturn;

void xen_pv_exception(const struct raw *raw)
{
	static bool crashing;
	/* Here in kernel mode, where hypercalls are the hypervisor's. */
	bool has_error = ERROR_CODE_VECTORS >> raw->vector & 1;
	struct uk_regs r;

	xen_pv_sealed = false;
	if (crashing) {
		static const char line[] = "uk: crash while reporting a crash\n";

		xen_console_write(line, sizeof(line) - 1);
		xen_shutdown(UK_SHUTDOWN_CRASH, UK_STATUS_FAULT);
	}
	crashing = true;
	__builtin_memcpy(&r, raw, offsetof(struct uk_regs, error));
	r.rcx = raw->rcx;
	r.r11 = raw->r11;
	r.error = has_error ? raw->frame[0] : 0;
	__builtin_memcpy(&r.rip, raw->frame + has_error,
			 sizeof(r) - offsetof(struct uk_regs, rip));
	uk_crash(uk_trap_name(raw->vector, r.error),
		 raw->vector == UK_TRAP_PAGE_FAULT ? xen_domain.shared->vcpu_info[0].arch.cr2
						   : 0,
		 &r);
}

void xen_pv_traps(void)
{
	static struct trap_info traps[VECTORS]; /* the last stays 0, the end of the list */
	unsigned n = 0;

	for (unsigned v = 0; v < VECTORS; v++) {
		/* 15 is reserved; 9 is of another age; the NMI is the hypervisor's. */
		if (v == NMI || v == 9 || v == 15)
			continue;
		traps[n].vector = v;
		traps[n].flags = v == DEBUGGER ? 3 : 0;
		traps[n].cs = FLAT_KERNEL_CS;
		traps[n++].address = (uintptr_t)xen_pv_vectors + 4 * v;
	}
	xen_pv_hypercall(XEN_set_trap_table, (uintptr_t)traps, 0, 0, 0);
}
