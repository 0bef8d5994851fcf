/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The local APIC by MMIO (Intel SDM volume 3, chapter 11).
 */
#include "x86.h"
#include "layout.h"

enum {
	ID = 0x20,
	SPURIOUS = 0xf0,
	LVT_TIMER = 0x320,
	LVT_LINT0 = 0x350,
	TIMER_INITIAL = 0x380,
	TIMER_CURRENT = 0x390,
	TIMER_DIVIDE = 0x3e0,
};

#define ENABLE	    0x100
#define MASKED	    0x10000
#define DIVIDE_BY_1 0xb

uint32_t mach_lapic_scale;

static volatile uint32_t *reg(unsigned r)
{
	return (volatile uint32_t *)(uintptr_t)(MACH_LAPIC + r);
}

void mach_lapic_init(void)
{
	*reg(LVT_LINT0) = MASKED;
	*reg(SPURIOUS) = ENABLE | MACH_VECTOR_SPURIOUS;
	*reg(TIMER_DIVIDE) = DIVIDE_BY_1;
	*reg(LVT_TIMER) = MACH_VECTOR_TIMER; /* one-shot */
}

void mach_lapic_timer(uint32_t count)
{
	*reg(TIMER_INITIAL) = count;
}

uint32_t mach_lapic_timer_left(void)
{
	return *reg(TIMER_CURRENT);
}

uint32_t mach_lapic_id(void)
{
	return *reg(ID) >> 24;
}
