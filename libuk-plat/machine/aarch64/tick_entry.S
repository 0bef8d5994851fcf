/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The timer's interrupt where threads are preempted (package libuk-plat-machine-tick): the part that
 * vectors.S goes through then. The timer is set anew, and a thread in the application's code
 * goes on at uk_async_entry. At EL1: of EL0's memory only a fixed place is written.
 */
	.section .text.mach_vectors, "ax"
	.globl mach_tick_interrupt
	.type mach_tick_interrupt, %function
mach_tick_interrupt:			/* x3 and x4 are free */
	adrp x3, mach_tick_period
	ldr x3, [x3, :lo12:mach_tick_period]
	cbz x3, 1f
	msr cntv_tval_el0, x3
	mov x3, #1
	msr cntv_ctl_el0, x3
	isb
	mrs x4, elr_el1
	ldr x3, =uk_app_text_start
	cmp x4, x3
	b.lo 1f
	ldr x3, =uk_app_text_end
	cmp x4, x3
	b.hs 1f
	adrp x3, uk_async_pc
	str x4, [x3, :lo12:uk_async_pc]
	ldr x3, =uk_async_entry
	msr elr_el1, x3
1:	b mach_tick_return
	.ltorg
	.size mach_tick_interrupt, . - mach_tick_interrupt
	.section .note.GNU-stack, "", %progbits
