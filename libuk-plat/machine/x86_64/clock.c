/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The clock is the TSC. Its rate comes from the platform or from CPUID; where neither
 * knows it, from the LAPIC timer, which counts from boot until 10 ms have
 * passed: nobody waits for a calibration.
 */
#include <uk/cpu.h>
#include "x86.h"
#include "sys.h"

#define BASELINE_NS 10000000u
#define SHIFT	    32

static uint64_t tsc0, ns0;
static uint32_t mult; /* 0: rate not known yet */
bool mach_lapic_is_clock;
static uint64_t last; /* what the clock said last before the rate was known */

static uint64_t scaled(uint64_t tsc)
{
	return ns0 + (uint64_t)((unsigned __int128)(tsc - tsc0) * mult >> SHIFT);
}

void mach_clock_known(uint64_t tsc, uint64_t ns, uint64_t m)
{
	tsc0 = tsc;
	ns0 = ns;
	mult = UK_MIN(m, (uint64_t)UINT32_MAX);
	mach_lapic_is_clock = false;
	uk_clock_scale(tsc0, ns0, mult, SHIFT);
}

/* Leaf 0x15: TSC / crystal, crystal in Hz; leaf 0x16: base frequency in MHz. */
static bool from_cpuid(void)
{
	uint32_t max = cpuid(0).a;
	uint64_t hz = 0;

	if (mach_cpu.lapic_1ghz || max < 0x15)
		return false;
	struct cpuid id = cpuid(0x15);
	if (id.a && id.b && id.c)
		hz = (uint64_t)id.c * id.b / id.a;
	else if (max >= 0x16)
		hz = (cpuid(0x16).a & 0xffff) * UINT64_C(1000000);
	if (hz < 1000000000u / 4)
		return false;
	mach_clock_known(rdtsc(), 0, ((uint64_t)1000000000 << SHIFT) / hz);
	return true;
}

void mach_clock_init(void)
{
	if (mult || from_cpuid())
		return;
	mach_lapic_is_clock = true;
	mach_lapic_timer(UINT32_MAX);
	tsc0 = rdtsc();
}

/* The TSC took @cycles in @ns nanoseconds: from now on it is the clock. */
static void calibrated(uint64_t cycles, uint32_t ns)
{
	uint64_t m = ((uint64_t)ns << SHIFT) / cycles;

	mach_clock_known(tsc0, ns0, m);
	/* Rounding must not take it back behind what it said before. */
	if (scaled(tsc0 + cycles) < last)
		mach_clock_known(tsc0, ns0 + (last - scaled(tsc0 + cycles)), m);
}

/* The timer ran out before anyone looked at the clock: measure anew. */
static void measure(void)
{
	uint64_t start, ns;

	mach_lapic_timer(UINT32_MAX);
	start = rdtsc();
	do {
		uk_cpu_relax();
		ns = UINT32_MAX - mach_lapic_timer_left();
	} while (ns < BASELINE_NS);
	calibrated(rdtsc() - start, ns);
}

uint64_t mach_clock_ns(void)
{
	uint64_t before, after, ns;
	uint32_t left;

	if (mult)
		return scaled(rdtsc());
	/* An interruption between the two counters would spoil the rate: take a quick look. */
	for (unsigned i = 0; i < 5; i++) {
		before = rdtsc();
		left = mach_lapic_timer_left();
		after = rdtsc();
		ns = UINT32_MAX - left;
		if (!left) {
			measure();
			return scaled(rdtsc());
		}
		if (ns < BASELINE_NS)
			break;
		if ((after - before) * 20000 < before - tsc0 || i == 4) {
			calibrated(before + (after - before) / 2 - tsc0, ns);
			break;
		}
	}
	last = UK_MAX(last, ns0 + ns);
	return last;
}
