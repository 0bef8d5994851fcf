/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Small sets of page-aligned memory ranges that do not overlap.
 */
#include "machine.h"

#define PAGE 4096u

static void drop(struct mach_ranges *s, unsigned i)
{
	s->r[i] = s->r[--s->n];
}

void mach_ranges_cut(struct mach_ranges *s, uint64_t start, uint64_t end)
{
	start = UK_ALIGN_DOWN(start, PAGE);
	if (end > UINT64_MAX - PAGE)
		end = UINT64_MAX - PAGE;
	end = UK_ALIGN_UP(end, PAGE);
	for (unsigned i = s->n; i-- > 0;) {
		struct uk_memrange *r = &s->r[i];
		uint64_t r_end = r->start + r->len, low, high;

		if (start >= r_end || end <= r->start)
			continue;
		low = start > r->start ? start - r->start : 0;
		high = end < r_end ? r_end - end : 0;
		if (low && high && s->n < UK_BOOT_MEM_MAX) {
			s->r[s->n].start = end;
			s->r[s->n++].len = high;
			high = 0;
		}
		if (low >= high)
			r->len = low;
		else
			r->start = end, r->len = high;
		if (!r->len)
			drop(s, i);
	}
}

void mach_ranges_add(struct mach_ranges *s, uint64_t start, uint64_t len)
{
	uint64_t end = UK_ALIGN_DOWN(start + len, (uint64_t)PAGE);

	start = UK_ALIGN_UP(start, (uint64_t)PAGE);
	if (start >= end)
		return;
	mach_ranges_cut(s, start, end);
	if (s->n == UK_BOOT_MEM_MAX)
		return;
	s->r[s->n].start = start;
	s->r[s->n++].len = end - start;
}

bool mach_ranges_has(const struct mach_ranges *s, uint64_t start, uint64_t end)
{
	for (unsigned i = 0; i < s->n; i++)
		if (start >= s->r[i].start && end <= s->r[i].start + s->r[i].len)
			return true;
	return false;
}
