/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The clock of a machine that nobody describes. Its rate is measured while the program
 * already runs: HPET, or else the power management timer, is the clock until 10 ms have passed,
 * and then the TSC. A TSC that changes its rate (no "invariant TSC") leaves it to the HPET.
 * The LAPIC timer's rate is measured when it is first needed, by an idle CPU.
 */
#include <uk/console.h>
#include <uk/cpu.h>
#include <uk/crash.h>
#include <uk/irq.h>
#include <uk/vm.h>
#include "pc_x86.h"
#include "stub.h"
#include "sys.h"

#define BASELINE_NS 10000000u
#define LAPIC_NS    1000000u
/*
 * As long as the LAPIC timer, at most 1 GHz, has not counted down from this, not even the
 * slowest one (10 MHz), the power management timer has not wrapped around (4.6 s).
 */
#define GUARD 40000000u

#define PM_PERIOD	279365115u /* fs: 3.579545 MHz */
#define HPET_SIZE	0x400
#define HPET_PERIOD	0x04
#define HPET_PERIOD_MAX 100000000u
#define HPET_CONFIG	0x10
#define HPET_ENABLE	1u
#define HPET_COUNTER	0xf0
#define HPET_WIDE	0x2000u
#define CPUID_POWER	0x80000007u
#define INVARIANT_TSC	0x100u

static volatile uint32_t *hpet;
static unsigned pm_port;
static uint32_t mask, period_fs, count0;
static uint64_t tsc0, last;
static bool started, hpet_is_clock;

static uint32_t hpet_reg(unsigned r)
{
	return hpet[r / 4];
}

static uint32_t count(void)
{
	if (hpet)
		return hpet_reg(HPET_COUNTER);
	return (pm_port < MACH_PORTS
			? inl(pm_port)
			: (uint32_t)mach_service(SVC_PORT, pm_port, 0, MACH_PORT_IN | 4)) &
	       mask;
}

static uint64_t ns_between(uint32_t from, uint32_t to)
{
	return (uint64_t)((to - from) & mask) * period_fs / 1000000;
}

/* Both counters at one time: of a few looks the quickest. An interruption between them would
 * spoil the rate. */
static uint32_t count_at(uint64_t *tsc)
{
	uint64_t quickest = UINT64_MAX, before, took;
	uint32_t n, c = 0;

	for (unsigned i = 0; i < 5; i++) {
		before = rdtsc();
		n = count();
		took = rdtsc() - before;
		if (took < quickest) {
			quickest = took;
			*tsc = before + took / 2;
			c = n;
		}
	}
	return c;
}

static bool find_hpet(void)
{
	const struct mach_acpi_header *h = mach_acpi_find("HPET");
	uint64_t addr = h ? pc_hpet_address(h) : 0;

	if (!addr)
		return false;
	hpet = mach_mmio(addr, HPET_SIZE);
	if (!hpet)
		return false;
	period_fs = hpet_reg(HPET_PERIOD);
	if (!period_fs || period_fs > HPET_PERIOD_MAX) {
		uk_log("clock: HPET with impossible period ignored");
		hpet = NULL;
		return false;
	}
	mask = UINT32_MAX;
	hpet[HPET_CONFIG / 4] |= HPET_ENABLE;
	hpet_is_clock = (hpet_reg(0) & HPET_WIDE) && (cpuid(0x80000000u).a < CPUID_POWER ||
						      !(cpuid(CPUID_POWER).d & INVARIANT_TSC));
	return true;
}

static void start(void)
{
	const struct mach_acpi_header *fadt;

	started = true;
	if (!find_hpet()) {
		fadt = mach_acpi_find("FACP");
		pm_port = fadt ? pc_pmtimer(fadt, &mask) : 0;
		period_fs = PM_PERIOD;
		if (!pm_port)
			uk_panic("clock: the machine has neither HPET nor ACPI timer");
	}
	mach_lapic_timer(GUARD);
	count0 = count_at(&tsc0);
	if (hpet_is_clock)
		mach_lapic_is_clock = false;
}

/* The counter's 64 bits; reading them in halves is what every HPET can do. */
static uint64_t hpet_ns(void)
{
	uint32_t high, low;

	do {
		high = hpet_reg(HPET_COUNTER + 4);
		low = hpet_reg(HPET_COUNTER);
	} while (high != hpet_reg(HPET_COUNTER + 4));
	return (unsigned __int128)((uint64_t)high << 32 | low) *
		       (((uint64_t)period_fs << 32) / 1000000) >>
	       32;
}

/* In @ns nanoseconds since @from the TSC came to @now: it is the clock from here on. */
static void calibrated(uint64_t from, uint64_t now, uint64_t ns)
{
	uint64_t m = (ns << 32) / (now - from);
	uint64_t t = (unsigned __int128)(now - tsc0) * m >> 32;

	/* Rounding must not take it back behind what it said before. */
	mach_clock_known(now, UK_MAX(t, last), m);
}

uint64_t pc_clock_ns(void)
{
	uint64_t now, from, ns;

	if (mach_cpu.lapic_1ghz || !mach_lapic_is_clock) {
		if (hpet_is_clock)
			return hpet_ns();
		return mach_clock_ns();
	}
	if (!uk_vm_table_page)
		return 0; /* so early that no table can be mapped: time starts later */
	if (!started)
		start();
	if (hpet_is_clock)
		return hpet_ns();
	from = tsc0;
	if (!mach_lapic_timer_left()) {
		/* Nobody looked at the clock for long: who knows how long. Measure anew. */
		count0 = count_at(&from);
		while (ns_between(count0, count()) < BASELINE_NS)
			uk_cpu_relax();
	}
	ns = ns_between(count0, count());
	if (ns < BASELINE_NS)
		return last = UK_MAX(last, ns);
	ns = ns_between(count0, count_at(&now));
	calibrated(from, now, ns);
	return mach_clock_ns();
}

/* How fast the LAPIC timer counts, by the clock. */
static void measure_lapic(void)
{
	uint64_t start_ns = uk_clock_ns(), ns, scale;
	uint32_t ticks;

	mach_lapic_timer(UINT32_MAX);
	do {
		uk_cpu_relax();
		ns = uk_clock_ns() - start_ns;
	} while (ns < LAPIC_NS);
	ticks = UINT32_MAX - mach_lapic_timer_left();
	scale = ((uint64_t)ticks << 32) / ns;
	/* A little less, and early rather than late: whoever wakes too early sleeps again. */
	scale -= scale >> 8;
	mach_lapic_scale = UK_MAX(UK_MIN(scale, (uint64_t)UINT32_MAX), UINT64_C(1));
}

void pc_idle(uint64_t deadline)
{
	if (deadline != UK_FOREVER && !mach_cpu.lapic_1ghz && !mach_lapic_is_clock &&
	    !mach_lapic_scale && !uk_irq_any())
		measure_lapic();
	mach_idle(deadline);
}
