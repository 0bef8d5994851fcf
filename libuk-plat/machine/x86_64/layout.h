/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What assembly and C of this platform agree on: selectors, vectors, page-table
 * bits, services of the CPL0 stub, and the layout of the one supervisor
 * page that holds the IDT, GDT, TSS, the stub's state and its stack.
 */
#ifndef MACH_LAYOUT_H
#define MACH_LAYOUT_H

/* Selectors; Linux's layout, which a software KVM insists on for CPL3. */
#define MACH_CS0 0x10
#define MACH_SS3 0x2b
#define MACH_CS3 0x33
#define MACH_TSS 0x40

/*
 * Vectors: 32 + interrupt source. The last two sources are the platform's own: the
 * LAPIC timer, and the spurious vector, whose low four bits must be ones.
 */
#define MACH_VECTORS	     96
#define MACH_IRQ_BASE	     32
#define MACH_SOURCE_TIMER    62
#define MACH_VECTOR_TIMER    (MACH_IRQ_BASE + MACH_SOURCE_TIMER)
#define MACH_VECTOR_SPURIOUS 95
/* Vector i enters at mach_vectors + MACH_VECTOR_OFFSET(i): see vectors.S. */
#define MACH_VECTOR_OFFSET(i) ((i)*4 + (i) / 32 * 8)

#define MACH_LAPIC		 0xfee00000
#define MACH_LAPIC_EOI		 0xb0
#define MACH_LAPIC_TIMER_INITIAL 0x380

/* Page-table entries (Intel SDM volume 3, 4.5). */
#define PTE_P	 0x001
#define PTE_W	 0x002
#define PTE_U	 0x004
#define PTE_UC	 0x018 /* write-through, cache-disable: strong uncacheable */
#define PTE_A	 0x020
#define PTE_D	 0x040
#define PTE_PS	 0x080
#define PTE_POOL 0x200 /* software: RAM whose rights CPL3 may change */
#define PTE_MMIO 0x400 /* software: not RAM, mapped on demand */
#define PTE_HELD 0x800 /* software: never to be mapped (page 0) */

/* The supervisor page. */
#define SUP_IDT	      0x000
#define SUP_GDT	      0x600
#define SUP_TSS	      0x650
#define SUP_IOMAP     0x6b8  /* ports below MACH_PORTS, all allowed at CPL3; others: SVC_PORT */
#define SUP_IOEND     0x8b8  /* the byte of ones that ends the bitmap */
#define SUP_STATE     0x8c0  /* struct mach_sup_state */
#define SUP_STACK0    0x1000 /* end of the CPL0 stack, which starts behind the state */
#define SUP_TSS_LIMIT (SUP_IOEND - SUP_TSS)
#define MACH_PORTS    0x1000

/* Services of the stub: number in eax, arguments in rdi, rsi, rdx; result in rax. */
#define SVC_IDLE    0 /* halt until an interrupt, unless one is pending */
#define SVC_PROTECT 1 /* mach_svc_protect */
#define SVC_TABLE   2 /* mach_svc_table */
#define SVC_MMIO    3 /* mach_svc_mmio */
#define SVC_FSBASE  4 /* set the FS base */
#define SVC_CR2	    5 /* address of the last page fault */
#define SVC_RESET   6 /* triple fault */
#define SVC_CALL    7 /* call rdi(rsi) at CPL0; once sealed: mach_svc_sealed */
#define SVC_PORT    8 /* mach_svc_port */
#define SVC_COUNT   9

#endif
