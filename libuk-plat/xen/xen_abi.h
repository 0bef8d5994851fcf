/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What this pool uses of Xen's public interface, by its own names. The description is Xen's
 * xen/include/public (stable since 4.2): xen.h, event_channel.h, sched.h, grant_table.h,
 * io/console.h, memory.h, physdev.h, arch-x86/xen.h.
 */
#ifndef XEN_ABI_H
#define XEN_ABI_H

#include <stdint.h>
#include "xen_arch.h"

/* Hypercalls. */
#define XEN_set_trap_table    0
#define XEN_mmu_update	      1
#define XEN_stack_switch      3
#define XEN_memory_op	      12
#define XEN_update_va_mapping 14
#define XEN_console_io	      18
#define XEN_grant_table_op    20
#define XEN_set_segment_base  25
#define XEN_mmuext_op	      26
#define XEN_sched_op	      29
#define XEN_callback_op	      30
#define XEN_event_channel_op  32
#define XEN_physdev_op	      33
#define XEN_hvm_op	      34

#define DOMID_SELF 0x7ff0u

/* -- shared info -- */

/* A clock that counts from the host's start (arch-x86/xen.h; the same as kvmclock's). */
struct vcpu_time_info {
	uint32_t version; /* odd: being written */
	uint32_t pad0;
	uint64_t tsc_timestamp;
	uint64_t system_time; /* ns at that time stamp */
	uint32_t tsc_to_system_mul;
	int8_t tsc_shift;
	uint8_t flags, pad1[2];
};

struct vcpu_info {
	uint8_t evtchn_upcall_pending;
	uint8_t evtchn_upcall_mask;
	uint64_t evtchn_pending_sel; /* a bit for each word of evtchn_pending */
	struct arch_vcpu_info arch;
	struct vcpu_time_info time;
};

struct shared_info {
	struct vcpu_info vcpu_info[XEN_VCPUS];
	uint64_t evtchn_pending[64], evtchn_mask[64];
	uint32_t wc_version, wc_sec, wc_nsec, wc_sec_hi;
};

/* -- event channels: arguments of 16 bytes at most; results in the place named -- */

#define EVTCHNOP_bind_interdomain 0 /* u16 domain, u32 remote port; u32 port at 8 */
#define EVTCHNOP_bind_virq	  1 /* u32 virq, u32 vcpu; u32 port at 8 */
#define EVTCHNOP_close		  3 /* u32 port */
#define EVTCHNOP_send		  4 /* u32 port */
#define EVTCHNOP_alloc_unbound	  6 /* u16 domain, u16 remote domain; u32 port at 4 */
#define EVTCHNOP_unmask		  9 /* u32 port */
#define EVTCHN_2L_CHANNELS	  4096

#define VIRQ_CONSOLE 2

/* -- scheduling -- */

#define SCHEDOP_yield	 0
#define SCHEDOP_shutdown 2 /* u32 reason */
#define SCHEDOP_poll	 3
struct sched_poll {
	const uint32_t *ports;
	uint32_t nr_ports, pad;
	uint64_t timeout; /* of the system time, or 0 */
};
#define SHUTDOWN_poweroff 0
#define SHUTDOWN_reboot	  1
#define SHUTDOWN_crash	  3

/* -- console -- */

#define CONSOLEIO_write 0
#define CONSOLEIO_read	1
struct xencons_interface {
	char in[1024], out[2048];
	uint32_t in_cons, in_prod, out_cons, out_prod;
};

/* -- grant table, version 1 -- */

struct grant_entry_v1 {
	uint16_t flags, domid;
	uint32_t frame;
};
#define GTF_permit_access    1
#define GTF_readonly	     4
#define GTF_reading	     8
#define GTF_writing	     16
#define GNTTAB_RESERVED	     8 /* entries that tools use */
#define GNTTABOP_setup_table 2
struct gnttab_setup_table {
	uint16_t dom, pad0;
	uint32_t nr_frames;
	int16_t status;
	uint16_t pad1[3];
	uint64_t *frame_list;
};

/* -- memory of machines that Xen translates (PVH) -- */

#define XENMEM_add_to_physmap	7
#define XENMAPSPACE_shared_info 0
#define XENMAPSPACE_grant_table 1
struct xen_add_to_physmap {
	uint16_t domid, size;
	uint32_t space;
	uint64_t idx, gpfn;
};

#define XENMEM_memory_map 9
struct e820entry {
	uint64_t addr, size;
	uint32_t type;
} __attribute__((packed));
struct xen_memory_map {
	uint32_t nr_entries;
	struct e820entry *buffer;
};

/* arch-x86/hvm/start_info.h */
struct hvm_start_info {
	uint32_t magic, version, flags, nr_modules; /* flags: SIF_* */
	uint64_t modlist_paddr, cmdline_paddr, rsdp_paddr;
	/* version 1 */
	uint64_t memmap;
	uint32_t memmap_entries, reserved;
};
struct hvm_memmap_table_entry {
	uint64_t addr, size;
	uint32_t type, reserved;
};

#define HVMOP_set_param		 0
#define HVMOP_get_param		 1
#define HVM_PARAM_CALLBACK_IRQ	 0
#define HVM_PARAM_STORE_PFN	 1
#define HVM_PARAM_STORE_EVTCHN	 2
#define HVM_PARAM_CONSOLE_PFN	 17
#define HVM_PARAM_CONSOLE_EVTCHN 18
struct xen_hvm_param {
	uint16_t domid, pad;
	uint32_t index;
	uint64_t value;
};

/* -- PV -- */

#define SIF_INITDOMAIN	  2
#define SIF_MULTIBOOT_MOD 4
#define SIF_MOD_START_PFN 8
struct xen_start_info {
	char magic[32];
	uint64_t nr_pages;
	uint64_t shared_info; /* machine address */
	uint32_t flags;
	uint64_t store_mfn;
	uint32_t store_evtchn;
	uint64_t console_mfn;
	uint32_t console_evtchn;
	uint64_t pt_base; /* virtual */
	uint64_t nr_pt_frames;
	uint64_t mfn_list; /* virtual */
	uint64_t mod_start, mod_len;
	char cmd_line[1024];
};

struct mmu_update {
	uint64_t ptr; /* machine address of the entry, and a command */
	uint64_t val;
};
#define UVMF_INVLPG 2

#define MMUEXT_NEW_USER_BASEPTR 15
struct mmuext_op {
	uint32_t cmd;
	uint64_t arg1, arg2;
};

#define CALLBACKOP_register  0
#define CALLBACKTYPE_syscall 2
struct callback_register {
	uint16_t type, flags;
	uint64_t address;
};

struct trap_info {
	uint8_t vector, flags; /* privilege level that may raise it; 4: events off */
	uint16_t cs;
	uint64_t address;
};
#define FLAT_KERNEL_CS 0xe033
#define FLAT_KERNEL_SS 0xe02b
#define SEGBASE_FS     0

#define PHYSDEVOP_set_iopl 6

#endif
