/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Entry by Linux's 64-bit boot protocol (Documentation/x86/boot.rst), at CPL0 in long
 * mode: start.S comes here.
 */
	.section .text.kvm_entry, "ax"
	.code64
	.globl uk_plat_kvm_start64
	.type uk_plat_kvm_start64, @function
uk_plat_kvm_start64:			/* rsi: struct boot_params */
	mov %rsi, %rbx
	mov $kvm_linux_start, %ebp
	jmp mach_enter64
	.size uk_plat_kvm_start64, . - uk_plat_kvm_start64
	.section .note.GNU-stack, "", @progbits
