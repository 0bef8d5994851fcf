/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * From identification registers to Linux's bits: Arm ARM, D19.2.61 to D19.2.64, and Linux,
 * Documentation/arch/arm64/elf_hwcaps.rst. Fields are four bits wide and grow with what is
 * there; only those of floating point are signed: 15 means that there is none.
 */
#include <stddef.h>
#include <uk/arch/hwcap.h>
#include <uk/compiler.h>
#include <uk/hwcap.h>

/* A feature is there if the field at bit @shift of a register is @least or more. */
static const struct feature {
	uint8_t reg; /* ID_AA64ISAR…_EL1 */
	uint8_t shift, least;
	uint8_t word, bit; /* of the answer */
} features[] = {
	/* ID_AA64ISAR0_EL1 */
	{ 0, 4, 1, 0, 3 },   /* AES */
	{ 0, 4, 2, 0, 4 },   /* PMULL */
	{ 0, 8, 1, 0, 5 },   /* SHA1 */
	{ 0, 12, 1, 0, 6 },  /* SHA2: SHA-256 */
	{ 0, 12, 2, 0, 21 }, /* SHA512 */
	{ 0, 16, 1, 0, 7 },  /* CRC32 */
	{ 0, 20, 2, 0, 8 },  /* ATOMICS */
	{ 0, 28, 1, 0, 12 }, /* ASIMDRDM */
	{ 0, 32, 1, 0, 17 }, /* SHA3 */
	{ 0, 36, 1, 0, 18 }, /* SM3 */
	{ 0, 40, 1, 0, 19 }, /* SM4 */
	{ 0, 44, 1, 0, 20 }, /* ASIMDDP */
	{ 0, 48, 1, 0, 23 }, /* ASIMDFHM */
	{ 0, 52, 1, 0, 27 }, /* FLAGM */
	{ 0, 52, 2, 1, 7 },  /* FLAGM2 */
	{ 0, 60, 1, 1, 16 }, /* RNG */
	/* ID_AA64ISAR1_EL1 */
	{ 1, 0, 1, 0, 16 },  /* DCPOP */
	{ 1, 0, 2, 1, 0 },   /* DCPODP */
	{ 1, 12, 1, 0, 13 }, /* JSCVT */
	{ 1, 16, 1, 0, 14 }, /* FCMA */
	{ 1, 20, 1, 0, 15 }, /* LRCPC */
	{ 1, 20, 2, 0, 26 }, /* ILRCPC */
	{ 1, 32, 1, 1, 8 },  /* FRINT */
	{ 1, 36, 1, 0, 29 }, /* SB */
	{ 1, 44, 1, 1, 14 }, /* BF16 */
	{ 1, 52, 1, 1, 13 }, /* I8MM */
};

static unsigned field(uint64_t reg, unsigned shift)
{
	return reg >> shift & 15;
}

/* Bits @with and @half of the first word for a field of floating point. */
static uint64_t floating(unsigned value, unsigned with, unsigned half)
{
	if (value == 15)
		return 0;
	return UINT64_C(1) << with | (value ? UINT64_C(1) << half : 0);
}

void uk_hwcap_of(const struct uk_cpu_id *id, uint64_t cap[2])
{
	const uint64_t isar[] = { id->isar0, id->isar1 };

	cap[0] = floating(field(id->pfr0, 16), 0, 9) | floating(field(id->pfr0, 20), 1, 10);
	cap[1] = 0;
	for (size_t i = 0; i < UK_ARRAY_SIZE(features); i++) {
		const struct feature *f = &features[i];

		if (field(isar[f->reg], f->shift) >= f->least)
			cap[f->word] |= UINT64_C(1) << f->bit;
	}
}

void uk_hwcap(uint64_t cap[2])
{
	uk_hwcap_of(&uk_cpu_id, cap);
	/* Linux always has floating point: its word is not 0. */
	if (uk_hwcap_given[0]) {
		cap[0] = uk_hwcap_given[0];
		cap[1] = uk_hwcap_given[1];
	}
}
