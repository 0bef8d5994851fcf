/* SPDX-License-Identifier: BSD-3-Clause */
/* x86_64: struct uk_regs, in the order in which trap entries push them. */
#ifndef UK_ARCH_REGS_H
#define UK_ARCH_REGS_H

/* Bytes below the stack pointer that belong to the interrupted function (System V ABI 3.2.2).
 */
#define UK_RED_ZONE 128
#define UK_FP_SIZE  512 /* FXSAVE's */
/* Selectors of unprivileged code, Linux's on every platform. */
#define UK_USER_CS 0x33
#define UK_USER_SS 0x2b

#ifdef __ASSEMBLER__
/* The general registers to the stack, in the order of struct uk_regs. */
/* clang-format off */
	.macro uk_push_regs
	.irp r, rax, rcx, rdx, rbx, rbp, rsi, rdi, r8, r9, r10, r11, r12, r13, r14, r15
	push %\r
	.endr
	.endm
/* clang-format on */
#else
#include <stdint.h>

struct uk_regs {
	uint64_t r15, r14, r13, r12, r11, r10, r9, r8;
	uint64_t rdi, rsi, rbp, rbx, rdx, rcx, rax;
	uint64_t vector, error; /* error: 0 where the CPU pushes none */
	uint64_t rip, cs, rflags, rsp, ss;
};
#endif

#endif
