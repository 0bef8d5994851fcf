/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * An image that was loaded where it was not linked cannot run, and Xen chooses for its initial
 * domain: say where that is. Without the MMU, without a stack, and relative to the pc.
 */
#define XEN_console_io 18

	.section .text.unlikely.xen_misplaced, "ax"
	.globl uk_plat_xen_misplaced
	.type uk_plat_xen_misplaced, %function
uk_plat_xen_misplaced:			/* x0: where mach_entry is, x1: where it was linked; x19: device tree */
	/* Is the hypervisor Xen? Its node's "compatible" begins so. */
	cbz x19, 9f
	tst x19, #7
	b.ne 9f
	ldr w2, [x19, #4]
	rev w2, w2			/* size of the tree */
	mov w3, #0x6578
	movk w3, #0x2c6e, lsl #16	/* "xen," */
	mov x4, x19
	cmp w2, #0x200000
	b.hi 9f
	add x2, x2, x19
1:	cmp x4, x2
	b.hs 9f
	ldr w5, [x4], #4
	cmp w5, w3
	b.ne 1b

	/* The first address of the image as it should have been linked, in hexadecimal. */
	sub x0, x0, x1
	ldr x1, =uk_image_base
	add x0, x0, x1
	adr x1, digits_end
	mov x2, #16
2:	and w3, w0, #15
	add w4, w3, #'0'
	cmp w3, #10
	add w3, w3, #'a' - 10
	csel w4, w4, w3, lo
	strb w4, [x1, #-1]!
	lsr x0, x0, #4
	sub x2, x2, #1
	cbnz x2, 2b
	adr x1, digits_end		/* past what a cache may hold of it */
	dc civac, x1
	sub x1, x1, #16
	dc civac, x1
	dsb sy
	mov x0, #0			/* write */
	mov x1, #message_end - message
	adr x2, message
	mov x16, #XEN_console_io
	hvc #0xea1
	mov x0, #2			/* SCHEDOP_shutdown */
	adr x1, crash
	mov x16, #29
	hvc #0xea1
9:	ret

	.balign 4
crash:	.long 3
message:
	.ascii "uk: xen: this image was not linked for where it is: link it with -Wl,--defsym=uk_image_base=0x"
	.ascii "0000000000000000"
digits_end:
	.ascii "\n"
message_end:
	.balign 4
	.ltorg
	.size uk_plat_xen_misplaced, . - uk_plat_xen_misplaced
	.section .note.GNU-stack, "", %progbits
