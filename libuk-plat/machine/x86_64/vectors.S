/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Vectors. Exceptions are taken at CPL3, on an IST stack: the gates' code
 * segment has DPL 3. Interrupts go to CPL0, where IF is 0 until iretq: at CPL3 nothing
 * could hold back a second one, which would overwrite the first one's frame on the
 * IST stack (a software KVM has no in-service register that would). The
 * switch to the CPL0 stack also spares the interrupted code's red zone.
 * int $4 is the only other way from CPL3 to CPL0.
 */
#include <uk/arch/regs.h>
#include "layout.h"

	.section .text.mach_trap, "ax"
	.code64
	.balign 8
	.globl mach_vectors
mach_vectors:
	.set i, 0
	.rept 32
	push $i
	jmp 1f
	.set i, i + 1
	.endr
1:	jmp mach_exception_entry
	.balign 8
	.rept 32
	push $i
	jmp 1f
	.set i, i + 1
	.endr
1:	jmp mach_interrupt
	.balign 8
	.rept 30
	push $i
	jmp mach_interrupt
	.set i, i + 1
	.endr
	push $i				/* MACH_VECTOR_TIMER; the last one, spurious, is elsewhere */
	jmp mach_timer_interrupt

	/* tick_entry.S has another. */
	.weak mach_timer_interrupt
	.set mach_timer_interrupt, mach_interrupt

/* At CPL0, from CPL3 or from the halt below. Instructions are dear here (entry.S). */
	.type mach_interrupt, @function
mach_interrupt:				/* vector, rip, cs, rflags, rsp, ss */
	xchg %rax, (%rsp)
	/* Bit 32 + s of the dword before is bit s of the word. */
	lock btsl %eax, uk_irq_pending - 4(%rip)
	movabs %eax, MACH_LAPIC + MACH_LAPIC_EOI
	pop %rax
	.globl mach_spurious
mach_spurious:				/* no EOI (SDM volume 3, 11.9) */
	iretq
	.size mach_interrupt, . - mach_interrupt

	.globl mach_service_entry
	.type mach_service_entry, @function
mach_service_entry:			/* at CPL0, IF 0; the caller knows what C clobbers */
	test %eax, %eax
	jz 1f
	cmp $SVC_COUNT, %eax
	jb 2f
	mov $SVC_COUNT, %eax		/* the table's last: refuse */
2:	call *mach_services - 8(, %rax, 8)
	iretq
	/* With IF 0 no interrupt can come between the look and the halt. */
1:	orb $2, 17(%rsp)		/* whoever idles goes on with IF 1 (reflect.c) */
	cmpq $0, uk_irq_pending(%rip)
	jne 3f
	sti
	hlt
3:	iretq
	.size mach_service_entry, . - mach_service_entry

/* An exception is the end: registers to the exception stack, and to C. */
	.type mach_exception_entry, @function
mach_exception_entry:
	uk_push_regs
	mov $MACH_SS3, %eax		/* an IST switch leaves it null; int $4 could not return to that */
	mov %eax, %ss
	mov %rsp, %rdi
	cld
	and $-16, %rsp
	call *mach_on_exception(%rip)
	ud2
	.size mach_exception_entry, . - mach_exception_entry
	.section .data.mach_on_exception, "aw"
	.balign 8
	.globl mach_on_exception
mach_on_exception:			/* reflect.c may be put before it */
	.quad mach_exception
	.section .note.GNU-stack, "", @progbits
