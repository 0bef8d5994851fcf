/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Faults as signals: SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP. The platform offers a fault
 * to offer() in its trap context; if there is a handler, the thread goes on in
 * entry() on its own stack (or its alternate one) with the interrupted registers there, and
 * from entry() where they were, as the handler left them. Otherwise it is a crash, with its
 * report.
 */
#include <ucontext.h>
#include <uk/crash.h>
#include <uk/page.h>
#include <uk/string_wide.h>
#include <uk/trap.h>
#include "signal_priv.h"

struct frame {
	struct uk_regs regs;
	char fp[UK_FP_SIZE] uk_aligned(16);
	uintptr_t addr;
	int sig, code;
} uk_aligned(64);

static const struct {
	unsigned char sig, code;
} signals[] = {
	[UK_FAULT_MEMORY] = { SIGSEGV, SEGV_MAPERR },
	[UK_FAULT_ACCESS] = { SIGSEGV, SEGV_ACCERR },
	[UK_FAULT_ALIGNMENT] = { SIGBUS, BUS_ADRALN },
	[UK_FAULT_INSTRUCTION] = { SIGILL, ILL_ILLOPC },
	[UK_FAULT_DIVISION] = { SIGFPE, FPE_INTDIV },
	[UK_FAULT_FLOAT] = { SIGFPE, FPE_FLTINV },
	[UK_FAULT_BREAKPOINT] = { SIGTRAP, TRAP_BRKPT },
};

static bool reflecting;

static void entry(void *arg)
{
	struct frame *f = arg;
	siginfo_t info = { .si_signo = f->sig, .si_code = f->code, .si_addr = (void *)f->addr };
	ucontext_t context = { .uc_sigmask = uk_pthread_me.blocked };

	_Static_assert(sizeof(context.uc_mcontext) == sizeof(f->regs), "the same registers");
	reflecting = false;
	__builtin_memcpy(&context.uc_mcontext, &f->regs, sizeof(f->regs));
	uk_sig_act(f->sig, &info, &context);
	uk_pthread_me.blocked = context.uc_sigmask;
	/* The handler may send it elsewhere, but not to other segments or flags of the system.
	 */
	f->regs = uk_regs_merge(&f->regs, &context.uc_mcontext);
	uk_fp_restore(f->fp);
	uk_regs_resume(&f->regs);
}

/* Where the frame goes: the alternate stack, or below what the function uses. */
static struct frame *place(const struct uk_pthread *me, int sig, uintptr_t sp)
{
	const stack_t *alt = &me->altstack;
	bool inside = sp - (uintptr_t)alt->ss_sp < alt->ss_size;
	uintptr_t low, top = sp - UK_RED_ZONE;

	if (uk_sigactions[sig].sa_flags & SA_ONSTACK && alt->ss_size && !inside) {
		low = (uintptr_t)alt->ss_sp;
		top = low + alt->ss_size;
	} else if (inside) {
		low = (uintptr_t)alt->ss_sp;
	} else if (me->stack) {
		low = (uintptr_t)me->stack;
	} else {
		low = (uintptr_t)me->thread->stack + UK_PAGE_SIZE;
	}
	/* With some room for the handler itself. */
	if (top < low || top - low < sizeof(struct frame) + 1024)
		return NULL;
	return (struct frame *)UK_ALIGN_DOWN(top - sizeof(struct frame), 64);
}

static bool offer(struct uk_regs *r, uintptr_t addr, const void *fp)
{
	enum uk_fault kind = uk_regs_fault(r);
	int sig = signals[kind].sig;
	_sig_func_ptr h = uk_sigactions[sig].sa_handler;
	struct uk_pthread *me = &uk_pthread_me;
	struct frame *f;

	/* A fault in here, before there are threads, or of one that blocks it, is the end. */
	if (reflecting || h == SIG_DFL || h == SIG_IGN || !uk_thread_self() ||
	    me->blocked & UK_SIG_BIT(sig))
		return false;
	reflecting = true;
	uk_pthread_enter();
	f = place(me, sig, uk_regs_sp(r));
	if (!f) {
		reflecting = false;
		return false;
	}
	f->regs = *r;
	__builtin_memcpy(f->fp, fp, sizeof(f->fp));
	/* It is an address of data, or that of the instruction. */
	f->addr = addr || sig == SIGSEGV || sig == SIGBUS ? addr : uk_regs_pc(r);
	f->sig = sig;
	f->code = signals[kind].code;
	uk_regs_call(r, f, entry, f);
	return true;
}

void uk_sig_catch_faults(void)
{
	if (uk_string_wide_off)
		uk_string_wide_off();
	UK_SET_FOREACH(fault_source, const struct uk_fault_source, s)
		s->start(offer);
}
