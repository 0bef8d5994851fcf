/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Signals that stand for processor exceptions: their frame has the interrupted
 * registers, which become a crash report.
 */
#include <uk/crash.h>
#include "../../aarch64/trap.h"
#include "../linux.h"

#define SIGILL	4
#define SIGTRAP 5
#define SIGBUS	7
#define SIGFPE	8

#define ESR_MAGIC 0x45535201u
#define WRITE	  0x40

/* struct ucontext of the kernel (asm/ucontext.h, asm/sigcontext.h). */
struct ucontext {
	unsigned long flags;
	void *link;
	struct uk_linux_stack stack;
	uint64_t sigmask[16] uk_aligned(8); /* with room for more signals */
	uint64_t fault_address uk_aligned(16);
	uint64_t x[31], sp, pc, pstate;
	uint8_t records[4096] uk_aligned(16);
};

struct record {
	uint32_t magic, size;
	uint64_t esr; /* of ESR_MAGIC */
};

static uint64_t syndrome(const struct ucontext *u)
{
	const struct record *r;

	for (unsigned at = 0; at + sizeof(*r) <= sizeof(u->records); at += r->size) {
		r = (const struct record *)(u->records + at);
		if (r->magic == ESR_MAGIC)
			return r->esr;
		if (!r->magic || r->size < 8 || r->size % 16)
			break;
	}
	return 0;
}

/* A store, by its encoding: for emulators that do not tell (Arm ARM, C4.1, loads and stores).
 */
static bool is_store(uint32_t insn)
{
	if ((insn & 0x0a000000) != 0x08000000)
		return false;
	if ((insn & 0x3a000000) == 0x28000000) /* pairs */
		return !(insn & 1 << 22);
	if ((insn & 0x3b000000) == 0x18000000) /* literal */
		return false;
	if (insn &
	    1 << 29) /* single registers; opc 10 is a load or, of vectors, a 128-bit store */
		return !(insn & 3 << 22) || ((insn & 1 << 26) && (insn >> 22 & 3) == 2);
	return !(insn & 1 << 22);
}

void uk_linux_fault(int signo, struct uk_linux_siginfo *info, void *context)
{
	const struct ucontext *u = context;
	struct uk_regs r = {
		.sp = u->sp,
		.pc = u->pc,
		.pstate = u->pstate,
		.esr = syndrome(u),
		.far = info->addr,
	};

	__builtin_memcpy(r.x, u->x, sizeof(r.x));
	if (info->code <= 0)
		uk_crash("fault signal sent by a process", 0, &r);
	if (signo == SIGBUS)
		uk_crash("bus error", info->addr, &r);
	if (signo == SIGFPE)
		uk_crash("floating-point error", 0, &r);
	if (signo == SIGTRAP)
		uk_crash("breakpoint", 0, &r);
	if (signo == SIGILL)
		uk_crash("invalid opcode", 0, &r);
	if (!r.esr) { /* qemu-aarch64 before version 8 */
		if (info->addr == r.pc)
			uk_crash("page fault (execute)", info->addr, &r);
		r.esr = (uint64_t)EC_DATA_ABORT << 26 |
			(is_store(*(const uint32_t *)r.pc) ? WRITE : 0);
	}
	uk_trap_crash(&r);
}
