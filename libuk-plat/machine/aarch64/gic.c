/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The interrupt controller: GICv2 (IHI 0048) and GICv3 (IHI 0069) in the non-secure view, all
 * interrupts in group 1 there. Part of the stub: EL0 never sees it.
 *
 * Shared interrupts are edge-triggered, whatever the device tree says: a level would come
 * again and again until a thread has served the device, while drivers acknowledge theirs
 * before they look at it, so that a new event makes a new edge.
 */
#include <errno.h>
#include "arm.h"
#include "stub.h"

/* Distributor; byte offsets of registers, and of arrays with one bit, byte or more per
 * interrupt. */
enum {
	CTLR = 0x0,
	TYPER = 0x4,
	IGROUPR = 0x80,
	ISENABLER = 0x100,
	ICENABLER = 0x180,
	ICPENDR = 0x280,
	IPRIORITYR = 0x400,
	ITARGETSR = 0x800, /* v2 */
	ICFGR = 0xc00,
	IROUTER = 0x6000, /* v3 */
};
#define CTLR_V2	 0x01
#define CTLR_V3	 0x13 /* groups on, affinity routing */
#define CTLR_RWP 0x80000000u
#define PRIORITY 0xa0

/* Redistributor, and its second frame for SGIs and PPIs. */
enum { GICR_TYPER = 0x8, GICR_WAKER = 0x14, GICR_SGI = 0x10000, GICR_STRIDE = 0x20000 };
#define TYPER_LAST     0x10
#define TYPER_VLPI     0x02
#define WAKER_SLEEP    0x02
#define WAKER_CHILDREN 0x04

/* GICv2's CPU interface. */
enum { GICC_CTLR = 0x0, GICC_PMR = 0x4 };

/* What does not react within this many looks never will. */
#define PATIENCE 1000000

static volatile uint32_t *reg(uint64_t base, unsigned off)
{
	return (volatile uint32_t *)(uintptr_t)(base + off);
}

static volatile uint8_t *byte(uint64_t base, unsigned off)
{
	return (volatile uint8_t *)(uintptr_t)(base + off);
}

static volatile uint32_t *bits(uint64_t base, unsigned array, unsigned intid)
{
	return reg(base, array + intid / 32 * 4);
}

static bool wait_for_writes(uint64_t dist)
{
	for (unsigned i = 0; i < PATIENCE; i++)
		if (!(*reg(dist, CTLR) & CTLR_RWP))
			return true;
	return false;
}

long mach_svc_irq(uint64_t intid, uint64_t source)
{
	struct mach_sup_state *s = MACH_STATE;
	uint32_t bit = 1u << intid % 32;
	volatile uint32_t *cfg;

	if (intid < 32 || intid >= s->intids || source >= MACH_SOURCE_TIMER)
		return -EINVAL;
	if (MACH_SOURCES[intid]) {
		MACH_SOURCES[intid] |= UINT64_C(1) << source;
		return 0;
	}
	MACH_SOURCES[intid] = UINT64_C(1) << source;
	*bits(s->dist, ICENABLER, intid) = bit;
	if (!s->cpuif)
		wait_for_writes(s->dist);
	cfg = reg(s->dist, ICFGR + intid / 16 * 4);
	*cfg |= 2u << intid % 16 * 2;
	*byte(s->dist, IPRIORITYR + intid) = PRIORITY;
	if (s->cpuif) {
		*byte(s->dist, ITARGETSR + intid) = s->target;
	} else {
		*bits(s->dist, IGROUPR, intid) |= bit;
		*(volatile uint64_t *)(uintptr_t)(s->dist + IROUTER + 8 * intid) = s->target;
	}
	*bits(s->dist, ICPENDR, intid) = bit;
	*bits(s->dist, ISENABLER, intid) = bit;
	return 0;
}

static uint64_t affinity(void)
{
	uint64_t v;

	__asm__("mrs %0, mpidr_el1" : "=r"(v));
	return v & UINT64_C(0xff00ffffff);
}

/* The redistributor of this CPU, awake. */
static uint64_t find_redist(void)
{
	uint64_t aff = affinity(), r = mach_tree.gic[1], end = r + mach_tree.gic_len[1], typer;

	aff = (aff >> 32 << 24) | (aff & 0xffffff);
	for (; r + GICR_STRIDE <= end;
	     r += typer & TYPER_VLPI ? 2 * GICR_STRIDE : GICR_STRIDE) {
		typer = *(volatile uint64_t *)(uintptr_t)(r + GICR_TYPER);
		if (typer >> 32 == aff) {
			*reg(r, GICR_WAKER) &= ~WAKER_SLEEP;
			for (unsigned i = 0; i < PATIENCE; i++)
				if (!(*reg(r, GICR_WAKER) & WAKER_CHILDREN))
					return r;
			return 0;
		}
		if (typer & TYPER_LAST)
			return 0;
	}
	return 0;
}

#define STR2(x)		  #x
#define STR(x)		  STR2(x)
#define write_icc(reg, v) __asm__ volatile("msr " STR(reg) ", %0" : : "r"((uint64_t)(v)))

/* The interrupts of this CPU that wake it: the timer's and a hypervisor's. */
static void private_on(uint64_t base, unsigned timer)
{
	const unsigned events = mach_tree.events;

	*byte(base, IPRIORITYR + timer) = PRIORITY;
	if (events)
		*byte(base, IPRIORITYR + events) = PRIORITY;
	*reg(base, ISENABLER) = 1u << timer | (events ? 1u << events : 0);
}

static const char *init_v3(struct mach_sup_state *s)
{
	uint64_t sre;

	s->redist = find_redist();
	if (!s->redist)
		return "interrupt controller: no redistributor for this CPU";
	s->target = affinity();
	*reg(s->dist, CTLR) = CTLR_V3;
	if (!wait_for_writes(s->dist))
		return "interrupt controller: does not answer";
	*reg(s->redist, GICR_SGI + IGROUPR) = ~0u;
	*reg(s->redist, GICR_SGI + ICENABLER) = ~0u;
	private_on(s->redist + GICR_SGI, s->timer);
	write_icc(ICC_SRE_EL1, 1);
	__asm__ volatile("isb; mrs %0, " STR(ICC_SRE_EL1) : "=r"(sre));
	if (!(sre & 1))
		return "interrupt controller: no system registers";
	write_icc(ICC_PMR_EL1, 0xff);
	write_icc(ICC_BPR1_EL1, 0);
	write_icc(ICC_IGRPEN1_EL1, 1);
	__asm__ volatile("isb");
	return NULL;
}

static void init_v2(struct mach_sup_state *s)
{
	s->cpuif = mach_tree.gic[1];
	s->target = *byte(s->dist, ITARGETSR); /* of an SGI: this CPU */
	*reg(s->dist, CTLR) = CTLR_V2;
	*reg(s->dist, ICENABLER) = ~0u;
	private_on(s->dist, s->timer);
	*reg(s->cpuif, GICC_PMR) = 0xff;
	*reg(s->cpuif, GICC_CTLR) = 1;
}

const char *mach_gic_init(void)
{
	struct mach_sup_state *s = MACH_STATE;
	const struct mach_tree *t = &mach_tree;

	if (!mach_boot_device(t->gic[0], t->gic_len[0]) ||
	    !mach_boot_device(t->gic[1], t->gic_len[1]))
		return "interrupt controller: among memory";
	s->dist = t->gic[0];
	s->timer = t->timer;
	s->intids = UK_MIN(32 * ((*reg(s->dist, TYPER) & 31) + 1), (unsigned)MACH_INTIDS);
	*reg(s->dist, CTLR) = 0;
	for (unsigned i = 32; i < s->intids; i += 32)
		*bits(s->dist, ICENABLER, i) = ~0u;
	MACH_SOURCES[s->timer] = UINT64_C(1) << MACH_SOURCE_TIMER;
	if (t->events)
		MACH_SOURCES[t->events] = UINT64_C(1) << MACH_SOURCE_TIMER;
	if (t->gic_version == 3)
		return init_v3(s);
	init_v2(s);
	return NULL;
}
