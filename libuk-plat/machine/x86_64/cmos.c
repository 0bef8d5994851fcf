/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The time of day by the CMOS clock (MC146818).
 */
#include "x86.h"
#include "sys.h"

#define CMOS_ADDR 0x70
#define CMOS_DATA 0x71
#define REG_A	  0x0a
#define REG_B	  0x0b
#define UPDATING  0x80
#define BINARY	  0x04
#define HOURS_24  0x02
#define PM	  0x80

static uint8_t cmos(uint8_t reg)
{
	outb(CMOS_ADDR, reg);
	return inb(CMOS_DATA);
}

/* Days since 1970-01-01 of a proleptic Gregorian date; years from 1970 on. */
static uint64_t days(unsigned y, unsigned m, unsigned d)
{
	y -= m <= 2;
	return 365ull * y + y / 4 - y / 100 + y / 400 + (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 +
	       d - 1 - 719468;
}

uint64_t mach_cmos_seconds(void)
{
	/* seconds, minutes, hours, day, month, year, century */
	static const uint8_t regs[7] = { 0, 2, 4, 7, 8, 9, 0x32 };
	uint8_t v[7], again[7], b;

	if (cmos(REG_B) == 0xff)
		return 0; /* there is none */
	for (unsigned tries = 0; tries < 100; tries++) {
		bool same = true;

		if (cmos(REG_A) & UPDATING)
			continue;
		for (unsigned i = 0; i < 7; i++)
			v[i] = cmos(regs[i]);
		for (unsigned i = 0; i < 7; i++) {
			again[i] = cmos(regs[i]);
			same = same && v[i] == again[i];
		}
		if (same)
			break;
	}
	b = cmos(REG_B);
	for (unsigned i = 0; i < 7 && !(b & BINARY); i++) {
		uint8_t pm = i == 2 ? v[i] & PM : 0;

		v[i] -= pm;
		v[i] = ((v[i] >> 4) * 10 + (v[i] & 15)) | pm;
	}
	if (!(b & HOURS_24))
		v[2] = (v[2] & ~PM) % 12 + (v[2] & PM ? 12 : 0);
	if (v[0] > 60 || v[1] > 59 || v[2] > 23 || !v[3] || v[3] > 31 || !v[4] || v[4] > 12)
		return 0;
	return days((v[6] >= 19 && v[6] <= 29 ? v[6] : 20) * 100u + v[5], v[4], v[3]) * 86400 +
	       v[2] * 3600 + v[1] * 60 + v[0];
}
