/* SPDX-License-Identifier: BSD-3-Clause */
/* The inside of platform xen on x86: prototypes under the file that owns them. */
#ifndef XEN_X86_H
#define XEN_X86_H

#include "../xen.h"

/* pv.c: started as a PV domain. Else it is PVH, on what machine/ has. */
extern bool xen_is_pv;

/* svc.c: the processor's instruction for hypercalls is AMD's. */
extern bool xen_vmmcall;
/* Any hypercall, with pointers; at CPL0, so before the seal only. */
struct xen_raw {
	unsigned nr;
	uint64_t a, b, c;
	long result;
};
xen_cold void xen_raw_cpl0(void *arg);

/* hypercall: PV. The hypervisor preserves all registers but these. */
static inline long xen_pv_hypercall(unsigned nr, uint64_t a, uint64_t b, uint64_t c, uint64_t d)
{
	long r = nr;
	register uint64_t r10 __asm__("r10") = d;

	__asm__ volatile("syscall"
			 : "+a"(r), "+D"(a), "+S"(b), "+d"(c), "+r"(r10)
			 :
			 : "rcx", "r11", "memory");
	return r;
}

/*
 * pv_service.c: kernel mode of a PV domain. Number, then arguments; called by everyone else
 * through xen_pv_call_service(), once xen_pv_sealed.
 */
#define XEN_PV_CALL    0 /* xen_call(): number and command << 8, 16 bytes */
#define XEN_PV_PROTECT 1 /* start, end, UK_PROT_* */
#define XEN_PV_FSBASE  2 /* address */
long xen_pv_service(uint64_t a, uint64_t b, uint64_t c, uint64_t number);
/* Addresses are pseudo-physical, which virtual ones are equal to. Not writable once sealed. */
struct xen_pv {
	const uint64_t *p2m; /* a page's frame of the machine */
	uint64_t pages;	     /* how many there are */
	uint64_t *root;
	uint64_t rest[509]; /* a page of its own */
};
extern struct xen_pv xen_pv;
#define XEN_M2P ((const uint64_t *)0xffff800000000000) /* the other way */
/* Whose frame @mfn of the machine is, as an address; 0: none of ours. */
uint64_t xen_pv_address(uint64_t mfn);
/* The machine's address for ours. */
uint64_t xen_pv_machine(uint64_t address);
/* The entry for @va in a table of @level (1: of pages), or NULL. */
uint64_t *xen_pv_pte(uint64_t va, unsigned level);

/* pv.c: the pool is in user mode. */
extern bool xen_pv_sealed;
static inline long xen_pv_call_service(uint64_t number, uint64_t a, uint64_t b, uint64_t c)
{
	__asm__ volatile("syscall"
			 : "+a"(number), "+D"(a), "+S"(b), "+d"(c)
			 :
			 : "rcx", "r8", "r9", "r10", "r11", "cc", "memory");
	return number;
}

/*
 * pv_paging.c: final rights for what the domain builder mapped, and all other memory: pages
 * from @free on, where what the builder made ends, are taken for tables. The first free address
 * then; 0: out of memory, or refused.
 */
xen_cold uint64_t xen_pv_paging(const struct xen_start_info *si, uint64_t free);
/* Map machine frame @mfn at @va, which has a table; before the seal. 0 or -errno. */
xen_cold int xen_pv_map(void *va, uint64_t mfn);
/* pv_grant.c */
xen_cold int xen_pv_grant_map(void *table, unsigned frames);

/* pv_trap.c: exceptions to crash reports. */
xen_cold void xen_pv_traps(void);

extern const struct uk_plat xen_pv_plat, xen_pvh_plat;

#endif
