/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Signals that stand for processor exceptions: their frame has the interrupted
 * registers, which become a crash report.
 */
#include <uk/anchor.h>
#include <uk/crash.h>
#include "../../aarch64/trap.h"
#include "../linux.h"
#include "linux_ucontext.h"

UK_NEED(linux_tick);

#define SIGILL	4
#define SIGTRAP 5
#define SIGBUS	7
#define SIGFPE	8
#define SIGSEGV 11

#define BUS_ADRALN  1
#define SEGV_ACCERR 2
#define WRITE	    0x40
#define STATUS	    0x3f /* of an abort */
#define ALIGNMENT   0x21
#define EXTERNAL    0x10
#define PERMISSION  0x0f

static uk_fault_offer *offer;

static void start(uk_fault_offer *fn)
{
	offer = fn;
}
UK_FAULT_SOURCE(linux_fault_source) = { start };

static const struct record *find(const struct ucontext *u, uint32_t magic)
{
	const struct record *r;

	for (unsigned at = 0; at + sizeof(*r) <= sizeof(u->records); at += r->size) {
		r = (const struct record *)(u->records + at);
		if (r->magic == magic)
			return r;
		if (!r->magic || r->size < 8 || r->size % 16)
			break;
	}
	return NULL;
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

/* The syndrome, which the kernel tells for some signals only, and with fewer statuses than it
 * knows of itself. */
static uint64_t syndrome(int signo, const struct uk_linux_siginfo *info,
			 const struct ucontext *u)
{
	const struct record *r = find(u, ESR_MAGIC);
	uint64_t esr = r ? r->esr : 0;

	switch (signo) {
	case SIGILL:
		return 0;
	case SIGTRAP:
		return (uint64_t)EC_BRK << 26;
	case SIGFPE:
		return (uint64_t)EC_FLOAT << 26;
	}
	if (!esr && info->addr == u->pc) /* qemu-aarch64 before version 8 */
		esr = (uint64_t)EC_FETCH_ABORT << 26;
	else if (!esr)
		esr = (uint64_t)EC_DATA_ABORT << 26 |
		      (is_store(*(const uint32_t *)u->pc) ? WRITE : 0);
	if (signo == SIGBUS)
		return (esr & ~(uint64_t)STATUS) |
		       (info->code == BUS_ADRALN ? ALIGNMENT : EXTERNAL);
	return info->code == SEGV_ACCERR ? esr | PERMISSION : esr;
}

/* The thread is to go on elsewhere: what a call changes. */
static void redirect(struct ucontext *u, const struct uk_regs *r)
{
	u->pc = r->pc;
	u->sp = r->sp;
	u->x[0] = r->x[0];
	u->x[29] = r->x[29];
	u->x[30] = r->x[30];
}

void uk_linux_fault(int signo, struct uk_linux_siginfo *info, void *context)
{
	struct ucontext *u = context;
	struct uk_regs r = {
		.sp = u->sp,
		.pc = u->pc,
		.pstate = u->pstate,
		.far = info->addr,
	};
	const void *fp = find(u, FP_MAGIC);

	__builtin_memcpy(r.x, u->x, sizeof(r.x));
	if (info->code <= 0)
		uk_crash("fault signal sent by a process", 0, &r);
	if (signo == SIGTRAP && *(const uint32_t *)u->pc == UK_BRK_RESUME_INSN) {
		u->pc = u->x[0];
		u->x[0] = uk_resume_x0;
		return;
	}
	r.esr = syndrome(signo, info, u);
	if (offer && fp && offer(&r, uk_trap_addr(&r), fp)) {
		redirect(u, &r);
		return;
	}
	uk_trap_crash(&r);
}
