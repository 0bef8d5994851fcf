/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Exceptions for the program (uk/crash.h, struct uk_fault_source): the thread goes on
 * on its own stack, with interrupts, which the gate closed. Linked where the program asks.
 */
#include <uk/anchor.h>
#include <uk/crash.h>
#include <uk/irq.h>
#include <uk/trap.h>
#include "../../boot/crash_priv.h"
#include "sys.h"
#include "trap.h"
#include "x86.h"

static uk_fault_offer *offer;

/* The interrupted floating-point registers; filled before other C code may use them. */
static char fp[UK_FP_SIZE] uk_aligned(16);

/*
 * As if the thread had made the call. The service of idle returns with interrupts, and at
 * once if one is pending: that of the timer may be without cause.
 */
static uk_noreturn void go_on(const struct uk_regs *r)
{
	register uintptr_t fn __asm__("r12") = r->rip;

	uk_irq_raise(MACH_SOURCE_TIMER);
	__asm__ volatile("mov %0, %%rsp; int $4; mov %%rbx, %%rdi; jmp *%1"
			 :
			 : "S"(r->rsp), "r"(fn), "a"((long)SVC_IDLE), "b"(r->rdi)
			 : "memory");
	__builtin_unreachable();
}

static __attribute__((noinline)) void look(const struct mach_raw *raw)
{
	bool has_error = ERROR_CODE_VECTORS >> raw->vector & 1;
	uintptr_t addr = 0;
	struct uk_regs r;

	__builtin_memcpy(&r, raw, offsetof(struct uk_regs, error));
	r.error = has_error ? raw->frame[0] : 0;
	__builtin_memcpy(&r.rip, raw->frame + has_error,
			 sizeof(r) - offsetof(struct uk_regs, rip));
	if (raw->vector == UK_TRAP_PAGE_FAULT)
		addr = (uintptr_t)mach_service(SVC_CR2, 0, 0, 0);
	if (offer(&r, addr, fp))
		go_on(&r);
}

static uk_noreturn void reflect(const struct mach_raw *raw)
{
	__asm__ volatile("fxsave64 %0" : "=m"(fp));
	look(raw);
	mach_exception(raw);
}

static void start(uk_fault_offer *fn)
{
	offer = fn;
	mach_on_exception = reflect;
}

/* What UK_NEED(mach_reflect) refers to; it does not keep the rest. */
extern const char mach_reflect[];
const char mach_reflect[1] = { 0 };
UK_FAULT_SOURCE(mach_fault_source) = { start };
