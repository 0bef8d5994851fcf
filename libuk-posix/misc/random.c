/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * random(), srandom(), initstate(), setstate(): POSIX XSH. 4.3BSD's generator, so that the
 * numbers of a seed are those of glibc: x[i] = x[i-degree] + x[i-degree+gap] modulo 2^32, of
 * which the lowest bit is left out; with the smallest state a linear congruence. A state is an
 * array of words: which kind and where in it, then the x.
 */
#include <stdlib.h>
#include "posix.h"

static const struct kind {
	unsigned char degree, gap; /* degree 0: the congruence */
	unsigned char size;	   /* bytes of a state, at least, in words */
} kinds[] = { { 0, 0, 2 }, { 7, 3, 8 }, { 15, 1, 16 }, { 31, 3, 32 }, { 63, 1, 64 } };
#define NKINDS ((int)UK_ARRAY_SIZE(kinds))

#define DEFAULT_KIND 3
static uint32_t default_state[32] = { DEFAULT_KIND };
static uint32_t *state = default_state; /* word 0: kind + NKINDS * position */
static bool seeded;

static const struct kind *kind(void)
{
	return &kinds[state[0] % (unsigned)NKINDS];
}

static uint32_t next(void)
{
	const struct kind *k = kind();
	uint32_t *x = state + 1, at = state[0] / (unsigned)NKINDS;

	if (k->degree == 0) {
		x[0] = (x[0] * 1103515245u + 12345u) & 0x7fffffff;
		return x[0];
	}
	x[(at + k->gap) % k->degree] += x[at];
	state[0] = (at + 1) % k->degree * (unsigned)NKINDS + state[0] % (unsigned)NKINDS;
	return x[(at + k->gap) % k->degree] >> 1;
}

void srandom(unsigned seed)
{
	const struct kind *k = kind();
	uint32_t *x = state + 1;

	seeded = true;
	state[0] %= (unsigned)NKINDS;
	x[0] = seed ? seed : 1;
	if (k->degree == 0)
		return;
	for (int i = 1; i < k->degree; i++) {
		/* 16807 * x modulo 2^31 - 1, of a signed x as it always was. */
		int64_t v = 16807 * (int64_t)(int32_t)x[i - 1] % 2147483647;

		x[i] = (uint32_t)(v < 0 ? v + 2147483647 : v);
	}
	for (int i = 0; i < 10 * k->degree; i++)
		next();
}

static void first_seed(void)
{
	if (!seeded)
		srandom(1);
}

long random(void)
{
	first_seed();
	return (long)next();
}

char *initstate(unsigned seed, char *array, size_t size)
{
	uint32_t *before = state;
	int i = NKINDS - 1;

	if (size < kinds[0].size * sizeof(*state))
		return NULL;
	first_seed();
	while (kinds[i].size * sizeof(*state) > size)
		i--;
	state = (uint32_t *)(void *)array;
	state[0] = (uint32_t)i;
	srandom(seed);
	return (char *)before;
}

char *setstate(char *array)
{
	uint32_t *before = state, *wanted = (uint32_t *)(void *)array;
	const struct kind *k = &kinds[wanted[0] % (unsigned)NKINDS];

	/* Not one of initstate()'s. */
	if (wanted[0] / (unsigned)NKINDS >= (k->degree ? k->degree : 1u))
		return NULL;
	first_seed();
	state = wanted;
	return (char *)before;
}
