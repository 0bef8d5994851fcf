/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * aarch64's half of guest_irq: interrupts under code that has something in every register, in
 * the flags, and below the stack pointer.
 */
#include <stdio.h>
#include <uk/cpu.h>
#include <uk/irq.h>
#include "../../tests/guest_irq.h"
#include "layout.h"

/*
 * @n rounds: each of x0 to x28 but four has a value made of the round's number; how many were
 * wrong at the end of theirs. The loop in a round gives interrupts time to come.
 */
static __attribute__((noinline)) unsigned long registers(unsigned long n)
{
	unsigned long bad = 0;

	__asm__ volatile(
		"	mov x27, %1\n"
		"	mov x28, #0\n"
		"1:	mov x26, #200\n"
		"	.irp r, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,20,21,22,23,24\n"
		"	add x\\r, x27, #\\r\n"
		"	.endr\n"
		"	str x27, [sp, #-256]\n"
		"	fmov d0, x27\n"
		"	cmp x27, x27\n"
		"2:	b.ne 3f\n"
		"	sub x26, x26, #1\n"
		"	cbnz x26, 2b\n"
		"	b 4f\n"
		"3:	add x28, x28, #1\n"
		"4:	.irp r, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,20,21,22,23,24\n"
		"	sub x26, x\\r, x27\n"
		"	cmp x26, #\\r\n"
		"	cinc x28, x28, ne\n"
		"	.endr\n"
		"	ldr x26, [sp, #-256]\n"
		"	cmp x26, x27\n"
		"	cinc x28, x28, ne\n"
		"	fmov x26, d0\n"
		"	cmp x26, x27\n"
		"	cinc x28, x28, ne\n"
		"	sub x27, x27, #1\n"
		"	cbnz x27, 1b\n"
		"	mov %0, x28\n"
		: "=r"(bad)
		: "r"(n)
		: "x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11",
		  "x12", "x13", "x14", "x15", "x16", "x17", "x18", "x20", "x21", "x22", "x23",
		  "x24", "x26", "x27", "x28", "v0", "cc", "memory");
	return bad;
}

static void timer_in(uint64_t cycles)
{
	__asm__ volatile("msr cntv_cval_el0, %0; msr cntv_ctl_el0, %1; isb"
			 :
			 : "r"(uk_cycles() + cycles), "r"(UINT64_C(1)));
}

void guest_interrupts(void)
{
	const uint64_t timer = UINT64_C(1) << MACH_SOURCE_TIMER;
	unsigned long bad = 0, ticks = 0;
	uint64_t end = uk_clock_ns() + SECOND;

	timer_in(1000);
	while (uk_clock_ns() < end) {
		bad += registers(50);
		if (atomic_exchange(&uk_irq_pending, 0) & timer) {
			ticks++;
			timer_in(500 + ticks % 1000);
		}
	}
	check(!bad, "an interrupt disturbed what it interrupted");
	check(ticks > 100, "hardly any timer interrupts came");
	printf("%lu rounds with interrupts\n", ticks);
}
