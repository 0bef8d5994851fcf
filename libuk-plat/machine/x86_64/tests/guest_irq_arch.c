/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * x86_64's half of guest_irq: interrupts while a leaf function uses its red zone, and several
 * at once.
 */
#include <stdio.h>
#include <uk/irq.h>
#include "../../tests/guest_irq.h"
#include "sys.h"
#include "x86.h"

#define LAPIC(r)  (*(volatile uint32_t *)(uintptr_t)(MACH_LAPIC + (r)))
#define LVT_TIMER 0x320
#define INITIAL	  0x380
#define ICR	  0x300
#define SELF	  0x40000u
#define PERIODIC  0x20000u

/* Writes and checks all 16 words of the red zone @n times; how many words were wrong. */
static __attribute__((noinline)) unsigned long red_zone(unsigned long n)
{
	unsigned long bad = 0;

	__asm__ volatile("1: xor %%ecx, %%ecx\n"
			 "2: lea (%%rcx, %1), %%rax\n"
			 "   mov %%rax, -128(%%rsp, %%rcx, 8)\n"
			 "   add $1, %%ecx\n"
			 "   cmp $16, %%ecx\n"
			 "   jb 2b\n"
			 "   xor %%ecx, %%ecx\n"
			 "3: lea (%%rcx, %1), %%rax\n"
			 "   cmp %%rax, -128(%%rsp, %%rcx, 8)\n"
			 "   je 4f\n"
			 "   add $1, %0\n"
			 "4: add $1, %%ecx\n"
			 "   cmp $16, %%ecx\n"
			 "   jb 3b\n"
			 "   dec %1\n"
			 "   jnz 1b"
			 : "+r"(bad), "+r"(n)
			 :
			 : "rax", "rcx", "memory", "cc");
	return bad;
}

static void red_zone_under_timer(void)
{
	unsigned long bad = 0, ticks = 0;
	uint64_t end = uk_clock_ns() + SECOND;

	LAPIC(LVT_TIMER) = PERIODIC | MACH_VECTOR_TIMER;
	LAPIC(INITIAL) = 50000;
	while (uk_clock_ns() < end) {
		bad += red_zone(1000);
		ticks += atomic_exchange(&uk_irq_pending, 0) != 0;
	}
	LAPIC(LVT_TIMER) = MACH_VECTOR_TIMER;
	check(!bad, "an interrupt wrote to a red zone");
	check(ticks > 100, "hardly any timer interrupts came");
	printf("%lu rounds with interrupts\n", ticks);
}

static void many_at_once(void)
{
	const uint64_t want = 0x0018001800180018;
	uint64_t got;

	for (unsigned n = 0; n < 200; n++) {
		for (unsigned i = 0; i < 4; i++)
			LAPIC(ICR) = SELF | (MACH_IRQ_BASE + 16 * i + 3);
		for (unsigned i = 4; i-- > 0;)
			LAPIC(ICR) = SELF | (MACH_IRQ_BASE + 16 * i + 4);
		got = 0;
		for (unsigned i = 0; i < 1000000 && (got & want) != want; i++)
			got |= atomic_exchange(&uk_irq_pending, 0);
		check((got & want) == want, "an interrupt was lost");
	}
}

void guest_interrupts(void)
{
	/* Until the clock knows the TSC's rate, the timer is the clock. */
	while (mach_lapic_is_clock)
		uk_clock_ns();
	red_zone_under_timer();
	many_at_once();
}
