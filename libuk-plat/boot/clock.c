/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Time, uk/plat.h: the platform's clock until it says what the cycle counter's
 * rate is, then a multiplication.
 */
#include <uk/cpu.h>
#include <uk/plat.h>

static struct {
	uint64_t base_cycles, base_ns;
	uint32_t mult;
	unsigned shift;
} scale;

void uk_clock_scale(uint64_t base_cycles, uint64_t base_ns, uint32_t mult, unsigned shift)
{
	scale.base_cycles = base_cycles;
	scale.base_ns = base_ns;
	scale.shift = shift;
	scale.mult = mult;
}

uint64_t uk_clock_ns(void)
{
	if (uk_unlikely(scale.mult == 0))
		return uk_plat->clock_ns();
	return scale.base_ns +
	       (uint64_t)((unsigned __int128)(uk_cycles() - scale.base_cycles) * scale.mult >>
			  scale.shift);
}

uint64_t uk_clock_wall_shift;

uint64_t uk_clock_wall_ns(void)
{
	uint64_t (*offset_ns)(void) = uk_plat->wall_offset_ns;

	UK_SET_FOREACH(wall_clock, const struct uk_wall_clock, w)
		if (w->plat == uk_plat)
			offset_ns = w->offset_ns;
	/* Asked each time: a host's wall clock may be set while the image runs. */
	return uk_clock_ns() + (offset_ns ? offset_ns() : 0) + uk_clock_wall_shift;
}
