/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Multiboot2 (specification 2.0): the header that a loader looks for in the first 32 KiB of
 * the file, and the entry in 32-bit protected mode without paging (section 3.3).
 */
#include "layout.h"

#define MAGIC	     0x36d76289	/* of the loader, in eax */
#define HEADER_MAGIC 0xe85250d6
#define INFO_MAX     65536	/* PC_INFO_MAX */

	.section .text.uk_multiboot2, "ax"
	.balign 8
header:
	.long HEADER_MAGIC, 0, header_end - header
	.long -(HEADER_MAGIC + (header_end - header)) & 0xffffffff
	.word 1, 0			/* we must have a memory map */
	.long 12, 6
	.balign 8
	.word 3, 0			/* the entry: the ELF header's is another platform's */
	.long 12, pc_multiboot2_entry
	.balign 8
	.word 4, 1			/* console: VGA text will do */
	.long 12, 2
	.balign 8
	.word 5, 1			/* else pixels, of any size, preferably four bytes each */
	.long 20, 0, 0, 32
	.balign 8
	.word 6, 1			/* modules on page boundaries */
	.long 8
	.word 0, 0
	.long 8
header_end:

	.section .text.pc_entry, "ax"
	.code32
	.globl pc_multiboot2_entry
	.type pc_multiboot2_entry, @function
pc_multiboot2_entry:			/* eax: magic, ebx: boot information */
	cmp $MAGIC, %eax
	jne 1f
	/* The information may be anywhere below 4 GiB, where no page table of ours reaches. */
	cld
	mov %ebx, %esi
	mov (%esi), %ecx
	cmp $INFO_MAX, %ecx
	jbe 2f
	mov $INFO_MAX, %ecx
2:	mov $pc_info, %edi
	rep movsb
1:	mov %eax, %ebx
	/* Firmware may have left 5-level paging, PCIDs, SMEP, CET: nothing is on but what we turn on. */
	xor %eax, %eax
	mov %eax, %cr4
	mov $pc_start, %ebp
	jmp mach_enter32
	.size pc_multiboot2_entry, . - pc_multiboot2_entry

/*
 * Level-triggered interrupts, vectors 32 to 47, at CPL0. As mach_interrupt in vectors.S, but
 * without EOI: the line is still asserted, and would interrupt again before a driver could
 * do anything about it. pc_irq_dispatched() gives the EOI.
 */
	.code64
	.globl pc_level_vectors
pc_level_vectors:
	.set i, MACH_IRQ_BASE
	.rept 16
	push $i
	jmp pc_level_interrupt
	.set i, i + 1
	.endr
	.type pc_level_interrupt, @function
pc_level_interrupt:
	xchg %rax, (%rsp)
	lock btsl %eax, uk_irq_pending - 4(%rip)
	pop %rax
	iretq
	.size pc_level_interrupt, . - pc_level_interrupt
	.section .note.GNU-stack, "", @progbits
