/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Vectors. Interrupts and exceptions are taken at CPL3 (the gates' code segment
 * has DPL 3) on an IST stack, with IF left 1: nothing at CPL3 could set it again.
 * While the CPU is halted the second IDT takes the same vectors to CPL0.
 * int $4 is the only way from CPL3 to CPL0.
 */
#include "layout.h"

	.section .text.kvm_trap, "ax"
	.code64
	.balign 8
	.globl kvm_vectors
kvm_vectors:
	.set i, 0
	.rept 32
	push $i
	jmp 1f
	.set i, i + 1
	.endr
1:	jmp kvm_exception_entry
	.balign 8
	.rept 32
	push $i
	jmp 1f
	.set i, i + 1
	.endr
1:	jmp kvm_interrupt
	.balign 8
	.rept 32
	push $i
	jmp kvm_interrupt
	.set i, i + 1
	.endr

/*
 * An interrupt: set the pending bit of its source and acknowledge it.
 *
 * After the EOI another one of the same class may come at any instruction and
 * would overwrite this frame, because an IST stack always starts at its top. So
 * before the EOI everything moves to the interrupted stack, below its red zone. A
 * higher class is not held back by the LAPIC, but it has an IST stack of its own.
 */
	.type kvm_interrupt, @function
kvm_interrupt:				/* vector, rip, cs, rflags, rsp, ss */
	testb $3, 16(%rsp)
	jz kvm_wake
	push %rax
	push %rcx			/* rcx, rax, vector, rip, cs, rflags, rsp, ss */
	mov 48(%rsp), %rcx
	movq $KVM_SS3, -136(%rcx)	/* an IST switch leaves ss null, which iretq would refuse */
	mov %rcx, -144(%rcx)
	mov 40(%rsp), %rax
	mov %rax, -152(%rcx)
	movq $KVM_CS3, -160(%rcx)
	mov 24(%rsp), %rax
	mov %rax, -168(%rcx)
	pop %rax
	mov %rax, -184(%rcx)
	pop %rax
	mov %rax, -176(%rcx)
	pop %rax
	lea -184(%rcx), %rsp
	sub $KVM_IRQ_BASE, %eax
	cmp $KVM_VECTOR_SPURIOUS - KVM_IRQ_BASE, %eax
	je 1f				/* spurious: no EOI (SDM volume 3, 11.9) */
	lock btsq %rax, uk_irq_pending(%rip)
	mov $(KVM_LAPIC + KVM_LAPIC_EOI), %eax
	movl $0, (%rax)
1:	pop %rcx
	pop %rax
	iretq
	.size kvm_interrupt, . - kvm_interrupt

/* An interrupt ended the halt in SVC_IDLE: hand its vector to the caller of the service. */
	.type kvm_wake, @function
kvm_wake:				/* at CPL0: vector, rip, cs, rflags, rsp, ss */
	pop %rax
	mov 24(%rsp), %rsp
	lidt kvm_idtr3(%rip)
	iretq
	.size kvm_wake, . - kvm_wake

	.globl kvm_service_entry
	.type kvm_service_entry, @function
kvm_service_entry:			/* at CPL0, IF 0; the caller knows what C clobbers */
	test %eax, %eax
	jz 1f
	cmp $SVC_COUNT, %eax
	jae 3f
	call *kvm_services - 8(, %rax, 8)
	iretq
	/* With IF 0 no interrupt can come between the look and the halt. */
1:	cmpq $0, uk_irq_pending(%rip)
	jne 4f
	lidt kvm_idtr0(%rip)
	sti
2:	hlt
	jmp 2b
3:	mov $-38, %rax			/* ENOSYS */
4:	iretq
	.size kvm_service_entry, . - kvm_service_entry

/* An exception is the end: registers to the exception stack, and to C. */
	.type kvm_exception_entry, @function
kvm_exception_entry:
	push %rax
	push %rcx
	push %rdx
	push %rbx
	push %rbp
	push %rsi
	push %rdi
	push %r8
	push %r9
	push %r10
	push %r11
	push %r12
	push %r13
	push %r14
	push %r15
	mov $KVM_SS3, %eax		/* null after the IST switch; int $4 could not return to that */
	mov %eax, %ss
	mov %rsp, %rdi
	cld
	and $-16, %rsp
	call kvm_exception
	ud2
	.size kvm_exception_entry, . - kvm_exception_entry
	.section .note.GNU-stack, "", @progbits
