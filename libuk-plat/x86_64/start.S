/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The ELF entry point of every x86_64 image. Its privilege level says who
 * started it: CPL3 a Linux kernel, as a process; CPL0 a loader that follows the
 * 64-bit Linux boot protocol (Firecracker), rsi = boot_params, which is never 0.
 * (Valgrind says CPL0 to a process, but has 0 in rsi as the kernel does.) PVH loaders use the
 * note's entry instead. A platform that was not linked is a null reference.
 */
	.section .text.uk_entry, "ax"
	.weak uk_plat_linux_start, uk_plat_kvm_start64
	.globl _start
	.type _start, @function
_start:
	mov %cs, %eax
	test $3, %al
	jnz 3f
	test %rsi, %rsi
	jnz 1f
3:	mov $uk_plat_linux_start, %eax
	test %eax, %eax
	jz no_linux
	mov %rsp, %rdi		/* argc, argv, environment, auxiliary vector */
	xor %ebp, %ebp
	and $-16, %rsp
	call *%rax
1:	mov $uk_plat_kvm_start64, %eax
	test %eax, %eax
	jz 2f
	jmp *%rax
2:	hlt			/* nobody to tell, and no way to */
	jmp 2b

/* Started as a process without platform linux: say so in two system calls. */
no_linux:
	mov $1, %eax		/* write */
	mov $2, %edi
	lea message(%rip), %rsi
	mov $message_len, %edx
	syscall
	mov $231, %eax		/* exit_group */
	mov $126, %edi		/* as a shell says of what it cannot execute */
	syscall
	.size _start, . - _start

	.section .rodata.uk_entry, "a"
message:
	.ascii "this image has no platform for Linux processes (libuk-plat-linux): boot it with ukrun\n"
	.set message_len, . - message
	.section .note.GNU-stack, "", @progbits
