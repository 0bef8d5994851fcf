/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Vectors of EL1 (Arm ARM, D1.4.1). From EL0 come services, interrupts, and exceptions; from
 * EL1 itself services before the seal, and the one instruction that may be undefined.
 * Interrupts are masked at EL1 always, so nothing nests and sp is where it was at each entry.
 */
#include <uk/arch/regs.h>
#include "layout.h"

	.weak mach_tick_interrupt
	.section .text.mach_vectors, "ax"
	.macro entry to
	.balign 0x80
	b \to
	.endm
	.balign 0x800
	.globl mach_vectors
mach_vectors:
	.rept 4
	entry dead			/* EL1 never uses SP_EL0 */
	.endr
	entry el1_sync
	entry dead
	entry dead
	entry dead
	entry el0_sync
	entry el0_irq
	entry dead			/* no FIQs: all interrupts are in the group that IRQs are */
	entry el0_serror
	.rept 4
	entry dead			/* no AArch32 */
	.endr

	.type el0_sync, %function
el0_sync:
	stp x16, x17, [sp, #-16]!
	mrs x16, esr_el1
	lsr x17, x16, #26
	cmp x17, #0x15			/* SVC */
	b.ne not_service
	ldp x16, x17, [sp], #16
service:				/* the caller knows what C clobbers */
	cbz x8, 1f
	cmp x8, #SVC_COUNT
	b.lo 2f
	mov x8, #SVC_COUNT		/* the table's last: refuse */
2:	adrp x9, mach_services - 8
	add x9, x9, :lo12:mach_services - 8
	ldr x9, [x9, x8, lsl #3]
	str x30, [sp, #-16]!
	blr x9
	ldr x30, [sp], #16
	eret
	/* A masked interrupt ends the wait as well, so none can slip in between look and wait. */
1:	adrp x9, uk_irq_pending
	ldr x9, [x9, :lo12:uk_irq_pending]
	cbnz x9, 3f
	dsb sy
	wfi
3:	eret
	.size el0_sync, . - el0_sync

/* The end of uk_regs_resume() is no exception: EL0 goes on at x0, with interrupts. */
not_service:
	mov w17, #UK_BRK_RESUME
	movk w17, #0xf200, lsl #16	/* BRK of 32 bits */
	cmp w16, w17
	b.ne exception
	msr elr_el1, x0
	mrs x16, spsr_el1
	and x16, x16, #~0x3c0
	msr spsr_el1, x16
	adrp x0, uk_resume_x0
	ldr x0, [x0, :lo12:uk_resume_x0]
	ldp x16, x17, [sp], #16
	eret

/* Set the source's bits, and acknowledge. */
	.type el0_irq, %function
el0_irq:
	stp x0, x1, [sp, #-48]!
	stp x2, x3, [sp, #16]
	stp x4, x5, [sp, #32]
	adrp x5, mach_sup
	add x5, x5, :lo12:mach_sup
	ldr x1, [x5, #SUP_CPUIF]
	cbz x1, 1f
	ldr w0, [x1, #GICC_IAR]
	b 2f
1:	mrs x0, ICC_IAR1_EL1
	dsb sy				/* what follows depends on it (IHI 0069, 4.1.4) */
2:	and w2, w0, #0x3ff		/* without the number of the CPU that sent an SGI */
	cmp w2, #MACH_INTIDS
	b.hs 5f				/* spurious: not to be acknowledged */
	ldr x3, [x5, #SUP_TIMER]
	cmp x2, x3
	b.ne 3f
	mov x3, #3			/* enabled and masked: its level falls */
	msr cntv_ctl_el0, x3
	isb
	b mach_tick_interrupt		/* of tick_entry.S; nothing if that was not linked */
	.globl mach_tick_return
mach_tick_return:
3:	add x5, x5, #SUP_SOURCES
	ldr x2, [x5, x2, lsl #3]
	adrp x3, uk_irq_pending
	add x3, x3, :lo12:uk_irq_pending
4:	ldxr x4, [x3]
	orr x4, x4, x2
	stlxr w5, x4, [x3]
	cbnz w5, 4b
	cbz x1, 6f
	str w0, [x1, #GICC_EOIR]
	b 5f
6:	msr ICC_EOIR1_EL1, x0
	isb
5:	ldp x4, x5, [sp, #32]
	ldp x2, x3, [sp, #16]
	ldp x0, x1, [sp], #48
	eret
	.size el0_irq, . - el0_irq

el0_serror:
	stp x16, x17, [sp, #-16]!
	mrs x16, esr_el1

/* The registers to memory of EL0, and to C there, on a stack of its own. */
exception:				/* x16: syndrome; x16, x17 on the stack */
	adrp x17, mach_exception_regs
	add x17, x17, :lo12:mach_exception_regs
	stp x0, x1, [x17]
	stp x2, x3, [x17, #16]
	stp x4, x5, [x17, #32]
	stp x6, x7, [x17, #48]
	stp x8, x9, [x17, #64]
	stp x10, x11, [x17, #80]
	stp x12, x13, [x17, #96]
	stp x14, x15, [x17, #112]
	ldp x0, x1, [sp], #16
	stp x0, x1, [x17, #128]
	stp x18, x19, [x17, #144]
	stp x20, x21, [x17, #160]
	stp x22, x23, [x17, #176]
	stp x24, x25, [x17, #192]
	stp x26, x27, [x17, #208]
	stp x28, x29, [x17, #224]
	mrs x0, sp_el0
	stp x30, x0, [x17, #240]
	mrs x0, elr_el1
	mrs x1, spsr_el1
	stp x0, x1, [x17, #256]
	mrs x0, far_el1
	stp x16, x0, [x17, #272]
	mov x0, x17
	adrp x1, mach_exception_stack_top
	add x1, x1, :lo12:mach_exception_stack_top
	msr sp_el0, x1
	adrp x1, mach_on_exception
	ldr x1, [x1, :lo12:mach_on_exception]
	msr elr_el1, x1
	mov x1, #0x3c0			/* EL0, everything masked */
	msr spsr_el1, x1
	mov x29, xzr
	mov x30, xzr
	eret

el1_sync:
	mrs x16, esr_el1
	lsr x17, x16, #26
	cmp x17, #0x15
	b.eq service
	mrs x16, elr_el1
	adr x17, semihosting_call
	cmp x16, x17
	b.ne dead
	add x16, x16, #4		/* there is no semihosting here */
	msr elr_el1, x16
	eret

/*
 * EL1 itself went wrong: before the seal because the start met something it did not expect,
 * later because EL0 took memory from it that is written on its behalf. There is nothing
 * left to trust.
 */
dead:
	adrp x0, mach_sup + SUP_STACK
	mov sp, x0
	bl mach_stub_dead
1:	wfi
	b 1b

/* long mach_semihosting(long nr, const void *arg) */
	.globl mach_semihosting
	.type mach_semihosting, %function
mach_semihosting:
semihosting_call:
	hlt #0xf000
	ret
	.size mach_semihosting, . - mach_semihosting
	.ltorg

/*
 * void mach_seal(uint64_t *root): page tables @root are in force, and the caller goes on at
 * EL0, on its stack, with interrupts. The MMU is off for a moment, as the old tables map
 * the same addresses by other sizes, and a TLB may not hold both (Arm ARM, D8.14).
 */
	.globl mach_seal
	.type mach_seal, %function
mach_seal:
	mov x1, sp
	msr sp_el0, x1
	msr elr_el1, x30
	msr spsr_el1, xzr
	adrp x1, mach_sup + SUP_STACK
	dsb sy
	mrs x2, sctlr_el1
	bic x3, x2, #1
	msr sctlr_el1, x3
	isb
	msr ttbr0_el1, x0
	isb
	tlbi vmalle1
	dsb nsh
	isb
	orr x2, x2, #1 << 19		/* WXN: what is writable is not executable, whatever it says */
	msr sctlr_el1, x2
	isb
	mov sp, x1
	eret
	.size mach_seal, . - mach_seal
	.section .note.GNU-stack, "", %progbits
