/* SPDX-License-Identifier: BSD-3-Clause */
/* The least a guest can do: PVH entry, one byte to the 16550, exit. QEMU's own boot time is what this takes. */
	.section .note.pvh, "a", @note
	.long 4, 4, 18
	.asciz "Xen"
	.long _start
	.text
	.code32
	.globl _start
_start:
	mov $0x3f8, %dx
	mov $'H', %al
	out %al, %dx
	mov $0x501, %dx
	xor %eax, %eax
	out %ax, %dx
1:	hlt
	jmp 1b
	.section .note.GNU-stack, "", @progbits
