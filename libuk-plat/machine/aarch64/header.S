/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The two ways into a machine. The Image header (Linux,
 * Documentation/arch/arm64/booting.rst) is the first thing of a flat image, entered with x0 =
 * device tree. QEMU loads an ELF file as it lies there, too; then nothing is in x0, and the
 * tree is at the start of RAM, that is 2 MiB in front of where images are linked.
 */
	.section .text.uk_header, "ax"
	.globl uk_plat_machine_header
uk_plat_machine_header:
	b image
	.long 0
	.quad uk_image_offset		/* from a multiple of 2 MiB: uk.ld */
	.quad uk_image_size
	.quad 2				/* little-endian, 4 KiB pages, near the start of RAM */
	.quad 0, 0, 0
	.ascii "ARM\x64"
	.long 0

	.section .text.mach_header_entry, "ax"
image:	ldr x1, =mach_start
	mov x2, #1
	b mach_entry

	.globl uk_plat_machine_elf
	.type uk_plat_machine_elf, %function
uk_plat_machine_elf:
	ldr x0, =uk_image_base - 0x200000
	ldr x1, =mach_start
	mov x2, xzr
	b mach_entry
	.size uk_plat_machine_elf, . - uk_plat_machine_elf
	.ltorg
	.section .note.GNU-stack, "", %progbits
