/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The start of a PV domain (Xen, docs/misc/pv; public/elfnote.h, public/xen.h): in 64-bit
 * mode, unprivileged, on page tables of the builder's that map the image where it
 * is linked, which is where its pseudo-physical memory is: VIRT_BASE is 0. And the entries
 * of its exceptions.
 */
#include <uk/arch/regs.h>
#include "layout.h"

#define XEN_iret	     23
#define XEN_set_segment_base 25
#define VGCF_in_syscall	     0x100
#define FLAT_SS3	     0xe02b
#define FLAT_CS3	     0xe033

	.section .note.uk.xen, "a", @note
	.macro note type
	.balign 4
	.long 4, 2f - 1f, \type
	.asciz "Xen"
1:
	.endm
	note 1				/* ENTRY */
	.quad xen_pv_entry
2:	note 3				/* VIRT_BASE */
	.quad 0
2:	note 5				/* XEN_VERSION */
	.asciz "xen-3.0"
2:	note 6				/* GUEST_OS */
	.asciz "ukpool"
2:	note 8				/* LOADER */
	.asciz "generic"
2:	note 9				/* PAE_MODE */
	.asciz "yes"
2:	note 17				/* SUPPORTED_FEATURES: may be the initial domain */
	.long 1 << 11
2:
	.balign 4

	.section .text.xen_entry, "ax"
	.code64
	.globl xen_pv_entry
	.type xen_pv_entry, @function
xen_pv_entry:				/* rsi: struct xen_start_info; rsp: end of its stack */
	mov %rsi, %rbx
	mov %rsp, %rbp
	cld
	mov $mach_boot_stack_top, %esp
	/* What the stack protector reads before uk_boot sets up the thread pointer. */
	mov $XEN_set_segment_base, %eax
	xor %edi, %edi			/* FS */
	mov $mach_exception_stack, %esi	/* zeros so far */
	syscall
	mov %rbx, %rdi
	mov %rbp, %rsi
	xor %ebp, %ebp
	call xen_pv_start
	ud2
	.size xen_pv_entry, . - xen_pv_entry

/*
 * From here on what calls this runs in what Xen calls user mode: the hypervisor takes no
 * hypercalls from it, but leads its syscall instruction to xen_pv_service_entry, and
 * exceptions to a stack of their own.
 */
	.globl xen_pv_to_user
	.type xen_pv_to_user, @function
xen_pv_to_user:
	pop %rdx
	mov %rsp, %rcx
	push $FLAT_SS3
	push %rcx
	push $2				/* flags: events stay masked */
	push $FLAT_CS3
	push %rdx
	push $0				/* not from a system call */
	push $0				/* rcx, r11, rax */
	push $0
	push $0
	mov $XEN_iret, %eax
	syscall
	ud2
	.size xen_pv_to_user, . - xen_pv_to_user

/* In kernel mode; rcx, r11, then the frame of the caller, who expects both to be lost. */
	.globl xen_pv_service_entry
	.type xen_pv_service_entry, @function
xen_pv_service_entry:
	mov %rax, %rcx
	sub $8, %rsp
	call xen_pv_service		/* (rdi, rsi, rdx, number) */
	add $8, %rsp
	movq $VGCF_in_syscall, 8(%rsp)
	push $0
	push %rax
	mov $XEN_iret, %eax
	syscall
	ud2
	.size xen_pv_service_entry, . - xen_pv_service_entry

/*
 * Exceptions come in kernel mode, on its stack: rcx, r11, the error code where there is one,
 * then the processor's frame. They are the end: registers are saved, and reported.
 */
	.balign 8
	.globl xen_pv_vectors
xen_pv_vectors:
	.set i, 0
	.rept 32
	push $i
	jmp 1f
	.set i, i + 1
	.endr
1:	.type xen_pv_exception_entry, @function
xen_pv_exception_entry:
	uk_push_regs
	mov %rsp, %rdi
	cld
	and $-16, %rsp
	call xen_pv_exception
	ud2
	.size xen_pv_exception_entry, . - xen_pv_exception_entry
	.section .note.GNU-stack, "", @progbits
