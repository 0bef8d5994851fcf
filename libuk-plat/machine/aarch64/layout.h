/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * What assembly and C of the AArch64 machine agree on: services of the EL1 stub, and the
 * layout of the two supervisor pages.
 */
#ifndef MACHINE_LAYOUT_H
#define MACHINE_LAYOUT_H

/* Services: number in x8, arguments in x0 to x2, result in x0. */
#define SVC_IDLE      0 /* wait for an interrupt, unless one is pending */
#define SVC_PROTECT   1 /* mach_svc_protect */
#define SVC_TABLE     2 /* mach_svc_table */
#define SVC_MMIO      3 /* mach_svc_mmio */
#define SVC_IRQ	      4 /* mach_svc_irq */
#define SVC_EXIT      5 /* end with a status by semihosting; returns if there is none */
#define SVC_POWER     6 /* PSCI: 0 off, 1 reset; returns if there is none */
#define SVC_HYPERCALL 7 /* mach_svc_hypercall */
#define SVC_COUNT     8

/* Interrupt IDs that may be routed: SGIs, PPIs, and as many SPIs as any virt machine has. */
#define MACH_INTIDS 512
/* The last source is the platform's own: the timer. */
#define MACH_SOURCE_TIMER 63

/* The first supervisor page: the state, and the stub's stack, which ends with it. */
#define SUP_CPUIF 0x10 /* struct mach_sup_state: GICv2's CPU interface, or 0: GICv3 */
#define SUP_TIMER 0x18 /* and the timer's interrupt ID */
#define SUP_STACK 0x1000
/* The second: for each interrupt ID the bits to set in uk_irq_pending. */
#define SUP_SOURCES 0x1000
#define SUP_SIZE    0x2000

#define GICC_IAR  0x0c
#define GICC_EOIR 0x10
/* GICv3's by number: assemblers know them by name only if told the architecture's version. */
#define ICC_IAR1_EL1	S3_0_C12_C12_0
#define ICC_EOIR1_EL1	S3_0_C12_C12_1
#define ICC_BPR1_EL1	S3_0_C12_C12_3
#define ICC_SRE_EL1	S3_0_C12_C12_5
#define ICC_IGRPEN1_EL1 S3_0_C12_C12_7
#define ICC_PMR_EL1	S3_0_C4_C6_0
#define ICC_SRE_EL2	S3_4_C12_C9_5
#define ICH_HCR_EL2	S3_4_C12_C11_0

#endif
