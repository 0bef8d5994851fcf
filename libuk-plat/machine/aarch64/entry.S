/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From a loader to C at EL1: down from EL2, page tables for the image, MMU and caches on.
 * Linux, Documentation/arch/arm64/booting.rst; the rest is in Arm ARM, D19.2.
 */
#include "layout.h"

	.section .text.mach_entry, "ax"
	.weak uk_plat_xen_misplaced
	.globl mach_entry
	.type mach_entry, %function
mach_entry:			/* x0: argument, x1: C function; x2: 1 if .bss is not zero yet */
	mov x19, x0
	mov x20, x1
	mov x21, x2
	msr daifset, #15
	adr x0, mach_entry		/* an image that is not where it was linked cannot run */
	ldr x1, =mach_entry
	cmp x0, x1
	b.ne misplaced
	mrs x0, currentel
	cmp x0, #1 << 2
	b.eq at_el1
	cmp x0, #2 << 2
	b.ne stop			/* EL3 is firmware's */

	mov x0, #1
	lsl x0, x0, #31			/* HCR_EL2: EL1 is AArch64, nothing is trapped */
	msr hcr_el2, x0
	mov x0, #3			/* timers and counters are EL1's, without an offset */
	msr cnthctl_el2, x0
	msr cntvoff_el2, xzr
	mov x0, #0x33ff			/* CPTR_EL2: RES1; floating point is not trapped */
	msr cptr_el2, x0
	msr hstr_el2, xzr
	msr vttbr_el2, xzr
	mrs x0, midr_el1
	msr vpidr_el2, x0
	mrs x0, mpidr_el1
	msr vmpidr_el2, x0
	mrs x0, id_aa64pfr0_el1
	ubfx x0, x0, #24, #4		/* GIC system registers */
	cbz x0, 1f
	mrs x0, ICC_SRE_EL2
	mov x1, #9			/* SRE, and EL1 may use them too */
	orr x0, x0, x1
	msr ICC_SRE_EL2, x0
	isb
	msr ICH_HCR_EL2, xzr
1:	ldr x0, =0x30d00800		/* SCTLR_EL1: RES1, MMU off */
	msr sctlr_el1, x0
	mov x0, #0x3c5			/* EL1, SP_EL1, everything masked */
	msr spsr_el2, x0
	adr x0, at_el1
	msr elr_el2, x0
	eret

at_el1:
	msr spsel, #1
	/* Boot tables: the GiB that the image is in. More of it is mapped by mach_boot_ptr(). */
	adrp x1, mach_boot_tables
	mov x0, x1
	add x2, x1, #0x2000
1:	stp xzr, xzr, [x0], #16
	cmp x0, x2
	b.ne 1b
	add x0, x1, #0x1000
	add x3, x0, #3			/* table */
	str x3, [x1]
	adrp x3, mach_entry
	lsr x3, x3, #30
	mov x4, #0x701			/* block, normal memory, inner shareable, accessed */
	add x4, x4, x3, lsl #30
	str x4, [x0, x3, lsl #3]
	/* They were written past the caches: nothing of their lines may be in there. */
	dmb sy
	mov x0, x1
2:	dc ivac, x0
	add x0, x0, #16
	cmp x0, x2
	b.ne 2b
	dsb sy

	mov x0, #0x00ff			/* MAIR: 0 normal write-back, 1 device nGnRnE */
	msr mair_el1, x0
	mrs x0, id_aa64mmfr0_el1
	and x0, x0, #7			/* physical address size; 6 needs larger granules */
	cmp x0, #5
	b.ls 3f
	mov x0, #5
3:	lsl x0, x0, #32
	ldr x2, =0x803510		/* TCR: 48 bits, write-back walks, no TTBR1 */
	orr x0, x0, x2
	msr tcr_el1, x0
	msr ttbr0_el1, x1
	tlbi vmalle1
	ic iallu
	dsb nsh
	mov x0, #3 << 20
	msr cpacr_el1, x0		/* floating point at EL0 and EL1 */
	mov x0, #0x102			/* EL0 may read the virtual count and use its timer */
	msr cntkctl_el1, x0
	msr cntv_ctl_el0, xzr
	msr tpidr_el0, xzr
	adr x0, mach_vectors
	msr vbar_el1, x0
	isb
	/*
	 * SCTLR: RES1 with SPAN and without wfi at EL0; M C SA SA0 I, DC ZVA, CTR_EL0, cache
	 * maintenance and wfe at EL0.
	 */
	ldr x0, =0x34d4d81d
	msr sctlr_el1, x0
	isb

	adrp x0, mach_boot_stack_top
	mov sp, x0
	cbz x21, 6f
	/* A loader of flat files knows nothing of .bss; the tables in it are in use. */
	ldr x0, =uk_bss_start
	adrp x2, mach_boot_tables
	bl zero
	adrp x0, mach_boot_tables + 0x2000
	ldr x2, =uk_bss_end
	bl zero
6:	mov x0, x19
	mov x29, xzr
	mov x30, xzr
	br x20

zero:	cmp x0, x2			/* both are multiples of 8 */
	b.hs 1f
	str xzr, [x0], #8
	b zero
1:	ret

misplaced:
	bl uk_plat_xen_misplaced	/* says so, if it can; is nothing if it was not linked */
stop:	wfi				/* nobody to tell, and no way to */
	b stop
	.ltorg
	.size mach_entry, . - mach_entry

/*
 * The supervisor pages lie below the boot stack, so that they are the stack's guard. The exception
 * stack is the boot tables until the final ones are in force.
 */
	.section .bss.page_aligned, "aw", %nobits
	.balign 4096
	.globl mach_sup, mach_boot_stack_top, mach_boot_tables, mach_exception_stack_top
mach_sup:
	.skip SUP_SIZE
	.skip 8192
mach_boot_stack_top:
mach_boot_tables:
	.skip 3 * 4096
mach_exception_stack_top:
	.section .note.GNU-stack, "", %progbits
