/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Entry of the test guest: started by the PVH note in 32-bit mode, it builds an
 * identity map of the first 4 GiB, enters long mode at CPL0 and calls guest_main.
 */
	.section .note.pvh, "a", @note
	.long	4, 4, 18
	.asciz	"Xen"
	.long	pvh_start

	.text
	.code32
	.globl	pvh_start
pvh_start:
	cld
	movl	$stack_top, %esp
	movl	%ebx, %ebp			/* start info, for guest_main */
	movl	$pdpt + 3, pml4
	movl	$pd + 3, pdpt
	movl	$pd + 0x1003, pdpt + 8
	movl	$pd + 0x2003, pdpt + 16
	movl	$pd + 0x3003, pdpt + 24
	movl	$pd, %edi
	movl	$0x83, %eax			/* present, writable, 2 MiB */
1:	movl	%eax, (%edi)
	addl	$0x200000, %eax
	addl	$8, %edi
	cmpl	$pd + 0x4000, %edi
	jb	1b
	movl	$pml4, %eax
	movl	%eax, %cr3
	movl	%cr4, %eax
	orl	$0x20, %eax			/* PAE */
	movl	%eax, %cr4
	movl	$0xc0000080, %ecx		/* EFER.LME */
	rdmsr
	orl	$0x100, %eax
	wrmsr
	movl	%cr0, %eax
	orl	$0x80000001, %eax
	movl	%eax, %cr0
	lgdt	gdtr
	ljmp	$8, $long_start

	.code64
long_start:
	movl	$16, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss
	movl	%ebp, %edi
	call	guest_main
1:	hlt
	jmp	1b

	.section .rodata
	.balign	8
gdt:	.quad	0, 0x00af9b000000ffff, 0x00cf93000000ffff
gdtr:	.word	gdtr - gdt - 1
	.long	gdt

	.bss
	.balign	4096
pml4:	.skip	4096
pdpt:	.skip	4096
pd:	.skip	4 * 4096
	.skip	8192
stack_top:

	.section .note.GNU-stack, "", @progbits
