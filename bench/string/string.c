/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The pool's string functions beside the host libc's, in one process: median
 * nanoseconds a call over rounds that alternate between the two. Built by ./run,
 * which gives the pool's functions the prefix uk_.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void *uk_memcpy(void *d, const void *s, size_t n);
void *uk_memmove(void *d, const void *s, size_t n);
void *uk_memset(void *d, int c, size_t n);
int uk_memcmp(const void *a, const void *b, size_t n);
void *uk_memchr(const void *s, int c, size_t n);
size_t uk_strlen(const char *s);

#define ROUNDS 21
#define BUFFER (1 << 20)
#define MIX    1024

static char *a, *b;
static size_t mix[MIX]; /* lengths of a round, in random order */
static size_t mix_max;

enum { MEMCPY, MEMMOVE, MEMSET, MEMCMP, MEMCHR, STRLEN, OPS };
static const char *const names[OPS] = { "memcpy", "memmove", "memset",
					"memcmp", "memchr",  "strlen" };

struct functions {
	void *(*copy)(void *, const void *, size_t);
	void *(*move)(void *, const void *, size_t);
	void *(*set)(void *, int, size_t);
	int (*cmp)(const void *, const void *, size_t);
	void *(*chr)(const void *, int, size_t);
	size_t (*len)(const char *);
};

static uint64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * UINT64_C(1000000000) + t.tv_nsec;
}

/* Nanoseconds a call, over the lengths of the mix. */
static double once(const struct functions *f, int op, unsigned repeat)
{
	volatile uintptr_t sink = 0;
	uint64_t t;

	if (op == STRLEN) {
		/* One string per length: the end moves through the buffer. */
		memset(a, 'x', BUFFER);
		a[mix_max] = '\0';
	}
	t = now();
	for (unsigned r = 0; r < repeat; r++)
		for (unsigned i = 0; i < MIX; i++) {
			size_t n = mix[i], at = i * 7 & 63;

			switch (op) {
			case MEMCPY:
				f->copy(b + at, a + (i & 15), n);
				break;
			case MEMMOVE:
				f->move(a + at, a + (i & 31), n);
				break;
			case MEMSET:
				f->set(b + at, 1, n);
				break;
			case MEMCMP:
				sink += f->cmp(a + at, b + at, n);
				break;
			case MEMCHR:
				sink += (uintptr_t)f->chr(a + at, 1, n);
				break;
			case STRLEN:
				sink += f->len(a + mix_max - n);
				break;
			}
		}
	return (double)(now() - t) / repeat / MIX;
}

static int by_value(const void *x, const void *y)
{
	double d = *(const double *)x - *(const double *)y;

	return d < 0 ? -1 : d > 0;
}

static void compare(const struct functions *pool, const struct functions *host, int op,
		    const char *sizes, unsigned repeat)
{
	double p[ROUNDS], h[ROUNDS];

	memset(a, 'x', BUFFER);
	memset(b, 'x', BUFFER);
	for (int i = 0; i < ROUNDS; i++) {
		p[i] = once(pool, op, repeat);
		h[i] = once(host, op, repeat);
	}
	qsort(p, ROUNDS, sizeof(p[0]), by_value);
	qsort(h, ROUNDS, sizeof(h[0]), by_value);
	printf("%-8s %-12s %9.2f %9.2f %6.2f\n", names[op], sizes, p[ROUNDS / 2], h[ROUNDS / 2],
	       p[ROUNDS / 2] / h[ROUNDS / 2]);
}

int main(void)
{
	static const struct functions pool = { uk_memcpy, uk_memmove, uk_memset,
					       uk_memcmp, uk_memchr,  uk_strlen };
	static struct functions host;
	/* From, to; the first three are what headers, lines and packets have. */
	static const size_t range[][2] = { { 1, 16 },	      { 1, 64 },      { 1, 256 },
					   { 8, 8 },	      { 64, 64 },     { 256, 256 },
					   { 1500, 1500 },    { 4096, 4096 }, { 65536, 65536 },
					   { 524288, 524288 } };

	host = (struct functions){ memcpy, memmove, memset, memcmp, memchr, strlen };
	a = aligned_alloc(64, BUFFER);
	b = aligned_alloc(64, BUFFER);
	if (!a || !b)
		return 1;
	printf("%-8s %-12s %9s %9s %6s\n", "", "bytes", "pool, ns", "libc, ns", "ratio");
	for (int op = 0; op < OPS; op++)
		for (size_t i = 0; i < sizeof(range) / sizeof(range[0]); i++) {
			size_t lo = range[i][0], hi = range[i][1];
			char sizes[32];

			srand(1);
			mix_max = hi;
			for (unsigned j = 0; j < MIX; j++)
				mix[j] = lo + (size_t)rand() % (hi - lo + 1);
			snprintf(sizes, sizeof(sizes), lo == hi ? "%2$zu" : "%1$zu-%2$zu", lo,
				 hi);
			compare(&pool, &host, op, sizes, hi > 100000 ? 1 : hi > 4096 ? 2 : 20);
		}
	return 0;
}
