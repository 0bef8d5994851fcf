/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The timer's interrupt where threads are preempted (package libuk-plat-machine-tick), in place of
 * the one of vectors.S: a running thread sets the timer anew, and one in the application's
 * code goes on at uk_async_entry. At CPL0: of CPL3's memory only fixed places are written.
 */
#include "layout.h"

	.section .text.mach_trap, "ax"
	.globl mach_timer_interrupt
	.type mach_timer_interrupt, @function
	.globl mach_tick_interrupt	/* its own name, for UK_NEED: the other is defined already */
mach_tick_interrupt:
mach_timer_interrupt:			/* vector, rip, cs, rflags, rsp, ss */
	mov %rax, (%rsp)
	lock btsq $MACH_SOURCE_TIMER, uk_irq_pending(%rip)
	movabs %eax, MACH_LAPIC + MACH_LAPIC_EOI
	movq $0, mach_timer_armed(%rip)
	movb $0, mach_tick_runs(%rip)
	testb $3, 16(%rsp)
	jz 1f				/* from the halt: nobody runs */
	mov mach_tick_count(%rip), %eax
	test %eax, %eax
	jz 1f
	movabs %eax, MACH_LAPIC + MACH_LAPIC_TIMER_INITIAL
	movb $1, mach_tick_runs(%rip)
	mov 8(%rsp), %rax
	cmp $uk_app_text_start, %rax
	jb 1f
	cmp $uk_app_text_end, %rax
	jae 1f
	mov %rax, uk_async_pc(%rip)
	movq $uk_async_entry, 8(%rsp)
1:	pop %rax
	iretq
	.size mach_timer_interrupt, . - mach_timer_interrupt
	.section .note.GNU-stack, "", @progbits
