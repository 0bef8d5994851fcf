/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Interrupt lines of real machines: polarity and trigger as the MADT says, or PCI's for lines
 * that ISA does not have. Sources 0 to 15 are for level-triggered lines, which may be shared;
 * the others for edges and messages.
 */
#include <errno.h>
#include <uk/anchor.h>
#include <uk/init.h>
#include <uk/irq.h>
#include "../../boot/irq_priv.h"
#include "pc_x86.h"
#include "stub.h"
#include "sys.h"

#define LEVELS	  16
#define ISA_LINES 16
#define LAPIC_EOI ((volatile uint32_t *)(uintptr_t)(MACH_LAPIC + MACH_LAPIC_EOI))

extern char pc_level_vectors[];
#define LEVEL_VECTOR_SIZE 4

/* For each source that has a line: which; for level ones: who else hears of it. */
static uint32_t line_of[UK_IRQ_MAX];
static uint64_t with_line, sharers[LEVELS];
static unsigned next_level, next_edge = LEVELS;

void pc_irq_gates(void)
{
	struct {
		uint16_t offset0, selector, type, offset1;
		uint32_t offset2, reserved;
	} *gate = (void *)(mach_sup + SUP_IDT + MACH_IRQ_BASE * 16);

	/* Only where they lead to is new. */
	for (unsigned i = 0; i < LEVELS; i++) {
		uintptr_t entry = (uintptr_t)pc_level_vectors + i * LEVEL_VECTOR_SIZE;

		gate[i].offset0 = entry;
		gate[i].offset1 = entry >> 16;
	}
}

/*
 * The handlers ran, so the line may interrupt again; if it is asserted still, that is at once,
 * and goes on with each round until the driver's thread has served its device.
 */
static void dispatched(uint64_t sources)
{
	for (unsigned s = 0; s < LEVELS; s++)
		if (sources >> s & 1) {
			uk_irq_pending |= sharers[s];
			*LAPIC_EOI = 0;
		}
}

static int take(unsigned *next, unsigned end, uint32_t line)
{
	if (*next == end)
		return -ENOSPC;
	line_of[*next] = line;
	return (*next)++;
}

static int find(uint32_t line)
{
	for (unsigned s = 0; s < UK_IRQ_MAX; s++)
		if ((with_line >> s & 1) && line_of[s] == line)
			return s;
	return -ENOENT;
}

/* What MADT and PCI say about a line, which is an ISA interrupt or a global one. */
static struct pc_override describe(unsigned line)
{
	if (line < ISA_LINES)
		return pc_madt_override(mach_acpi_find("APIC"), line);
	return (struct pc_override){ .gsi = line, .level = true, .active_low = true };
}

int pc_irq_enable(unsigned line)
{
	struct pc_override o;
	uint32_t entry;
	int s, r, first;

	if (line == UK_IRQ_NO_LINE)
		return take(&next_edge, MACH_SOURCE_TIMER, 0);
	o = describe(line);
	first = find(o.gsi);
	if (first >= LEVELS)
		return -EBUSY; /* edges of several devices on one line get lost */
	if (first >= 0) {
		s = take(&next_edge, MACH_SOURCE_TIMER, 0);
		if (s >= 0)
			sharers[first] |= UINT64_C(1) << s;
		return s;
	}
	s = o.level ? take(&next_level, LEVELS, o.gsi)
		    : take(&next_edge, MACH_SOURCE_TIMER, o.gsi);
	if (s < 0)
		return s;
	entry = (MACH_IRQ_BASE + s) | (o.level ? MACH_IOAPIC_LEVEL : 0) |
		(o.active_low ? MACH_IOAPIC_LOW : 0);
	uk_irq_dispatched = dispatched;
	r = mach_ioapic_route(o.gsi, entry);
	if (r < 0)
		return r;
	with_line |= UINT64_C(1) << s;
	return s;
}

static int mask_all(void)
{
	if (mach_plat == &pc_plat)
		mach_ioapic_mask_all();
	return 0;
}
UK_INIT(UK_LEVEL_EARLY, mask_all);
