/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Entry at CPL0. Every instruction here may cost a microsecond (a software KVM
 * interprets CPL0), so only what cannot be done at CPL3 is done: page tables that
 * cover the image, long mode, GDT and TSS, and off to the platform at CPL3.
 *
 * PVH: https://xenbits.xen.org/docs/unstable/misc/pvh.html.
 */
#include "layout.h"

	.section .note.uk.pvh, "a", @note
	.balign 4
	.long 4, 8, 18			/* XEN_ELFNOTE_PHYS32_ENTRY */
	.asciz "Xen"
	.quad uk_plat_pvh

	.section .text.mach_entry, "ax"
	.code32
	.globl uk_plat_pvh
	.type uk_plat_pvh, @function
uk_plat_pvh:				/* ebx: struct hvm_start_info */
	mov $mach_pvh_start, %ebp
	/* Fall through. */
	.size uk_plat_pvh, . - uk_plat_pvh

/*
 * From 32-bit protected mode without paging: to the function at ebp, at CPL3, with
 * argument ebx.
 */
	.globl mach_enter32
	.type mach_enter32, @function
mach_enter32:
	mov $mach_boot_stack_top, %esp
	call mach_long_mode
	lgdt mach_gdtr
	ljmp $MACH_CS0, $mach_entry64
	.size mach_enter32, . - mach_enter32

/*
 * This routine is written so that its bytes mean the same in 32-bit and in 64-bit
 * mode: no absolute addresses, no inc or dec, no moffs forms.
 */
	.type mach_long_mode, @function
mach_long_mode:
	mov $mach_exception_stack, %ecx		/* boot page tables, later the exception stack */
	lea 0x1007(%ecx), %eax
	mov %eax, (%ecx)		/* PML4[0] */
	lea 0x2007(%ecx), %eax
	mov %eax, 0x1000(%ecx)		/* PDPT[0] */
	lea 0x2000(%ecx), %edx
	mov $(PTE_P | PTE_W | PTE_U | PTE_A | PTE_D | PTE_PS), %eax
1:	mov %eax, (%edx)		/* PD: 2 MiB pages up to the image's end */
	add $8, %edx
	add $0x200000, %eax
	cmp $uk_image_end, %eax
	jb 1b

	mov $mach_sup + SUP_GDT, %edx
	movl $0x0000ffff, 0x10(%edx)	/* 0x10: CPL0 code, 64 bits */
	movl $0x00af9b00, 0x14(%edx)
	movl $0x0000ffff, 0x28(%edx)	/* 0x2b: CPL3 data */
	movl $0x00cff300, 0x2c(%edx)
	movl $0x0000ffff, 0x30(%edx)	/* 0x33: CPL3 code, 64 bits */
	movl $0x00affb00, 0x34(%edx)
	lea SUP_TSS - SUP_GDT(%edx), %eax
	movw $SUP_TSS_LIMIT, 0x40(%edx)	/* 0x40: TSS */
	mov %eax, 0x42(%edx)
	shr $16, %eax
	movb $0x89, 0x45(%edx)
	mov %al, 0x44(%edx)
	mov %ah, 0x47(%edx)

	mov %cr4, %eax
	or $0x620, %eax			/* PAE, OSFXSR, OSXMMEXCPT */
	mov %eax, %cr4
	mov %ecx, %cr3
	mov $0xc0000080, %ecx		/* EFER: LME, NXE */
	rdmsr
	or $0x900, %eax
	wrmsr
	mov %cr0, %eax
	and $0x1fffffff, %eax		/* caches on */
	and $~0xc, %eax			/* no EM, no TS */
	or $0x80010023, %eax		/* PG, WP, NE, MP, PE */
	mov %eax, %cr0
	ret
	.size mach_long_mode, . - mach_long_mode

	.code64
	/* The same from long mode, with argument rbx. */
	.globl mach_enter64
	.type mach_enter64, @function
mach_enter64:
	mov $mach_boot_stack_top, %esp
	call mach_long_mode
	lgdt mach_gdtr(%rip)
	push $MACH_CS0
	push $mach_entry64
	lretq
	.size mach_enter64, . - mach_enter64

	.type mach_entry64, @function
mach_entry64:
	xor %eax, %eax
	mov %eax, %ds
	mov %eax, %es
	mov %eax, %fs
	mov %eax, %gs
	mov $MACH_TSS, %eax
	ltr %ax
	lidt mach_idtr(%rip)
	mov $0xff, %al			/* firmware leaves the PIT ticking: mask the PICs */
	out %al, $0x21
	out %al, $0xa1
	push $MACH_SS3
	push $mach_boot_stack_top - 8	/* as if called */
	push $2				/* IF is set by mach_cpu_seal() */
	push $MACH_CS3
	push %rbp
	mov %rbx, %rdi
	xor %ebp, %ebp
	iretq
	.size mach_entry64, . - mach_entry64

	.section .rodata.mach_gdtr, "a"
	.balign 8
mach_gdtr:
	.word 0x4f
	.quad mach_sup + SUP_GDT
mach_idtr:
	.word MACH_VECTORS * 16 - 1
	.quad mach_sup + SUP_IDT

/*
 * The supervisor page lies below the boot stack, so that it is the stack's guard. The three
 * pages of mach_exception_stack are the boot page tables until the final ones are in force.
 */
	.section .bss.page_aligned, "aw", @nobits
	.balign 4096
	.globl mach_sup, mach_boot_stack_top, mach_exception_stack
mach_sup:
	.skip 4096
	.skip 8192
mach_boot_stack_top:
mach_exception_stack:
	.skip 3 * 4096
	.section .note.GNU-stack, "", @progbits
