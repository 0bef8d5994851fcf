/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The ELF entry point of every aarch64 image. Who started it? No instruction that EL0 may
 * execute tells the exception level, but a Linux kernel gives a process a stack, and a
 * machine that loads ELF files (QEMU) leaves sp as reset does: 0. Loaders that follow the arm64
 * boot protocol start at the Image header instead (machine/aarch64/header.S).
 * A platform that was not linked is a null reference.
 */
	.section .text.uk_entry, "ax"
	.weak uk_plat_linux_start, uk_plat_machine_elf
	.globl _start
	.type _start, %function
_start:
	mov x0, sp			/* argc, argv, environment, auxiliary vector */
	cbz x0, 2f
	ldr x1, =uk_plat_linux_start
	cbz x1, no_linux
	mov x29, xzr
	mov x30, xzr
	br x1
2:	ldr x1, =uk_plat_machine_elf
	cbz x1, 3f
	br x1
3:	wfi				/* nobody to tell, and no way to */
	b 3b

/* Started as a process without platform linux: say so in two system calls. */
no_linux:
	mov x8, #64			/* write */
	mov x0, #2
	adr x1, message
	mov x2, #message_len
	svc #0
	mov x8, #94			/* exit_group */
	mov x0, #126			/* as a shell says of what it cannot execute */
	svc #0
message:
	.ascii "this image has no platform for Linux processes (libuk-plat-linux): boot it with ukrun\n"
	.set message_len, . - message
	.balign 4
	.ltorg
	.size _start, . - _start
	.section .note.GNU-stack, "", %progbits
