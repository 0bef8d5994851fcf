/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * The pool's default heap (libuk-alloc-tlsf over libuk-alloc) beside the host
 * libc's malloc, in one process: median nanoseconds an operation over rounds that
 * alternate between the two. Built by ./run.
 */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <uk/crash.h>
#include <uk/heap.h>
#include <uk/plat.h>
#include <uk/tls.h>
#include <uk/vm.h>

#define ROUNDS 15
#define ARENA  ((size_t)512 << 20)
#define SLOTS  1024

/* What the allocators need below them. */
static struct uk_boot boot;
const struct uk_boot *uk_boot_info = &boot;
uintptr_t uk_tls_canary = 0x5ca1ab1e;
void *(*uk_vm_table_page)(void);

void uk_panic(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	abort();
}

struct heap {
	void *(*alloc)(size_t size);
	void *(*resize)(void *p, size_t size);
	void (*release)(void *p);
};

static uint64_t now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static uint32_t seed;
static uint32_t rnd(void)
{
	seed = seed * 1664525 + 1013904223;
	return seed >> 8;
}

static void *get(const struct heap *h, size_t n)
{
	char *p = h->alloc(n);

	if (!p) {
		fprintf(stderr, "out of memory\n");
		exit(1);
	}
	p[0] = 1;
	return p;
}

/* Each returns how many operations it did. */
static unsigned pairs(const struct heap *h)
{
	for (unsigned i = 0; i < 200000; i++)
		h->release(get(h, 64));
	return 400000;
}

static unsigned churn(const struct heap *h, size_t (*size)(void))
{
	static void *slot[SLOTS];
	unsigned n = 400000;

	for (unsigned i = 0; i < n; i++) {
		unsigned s = rnd() % SLOTS;

		if (slot[s]) {
			h->release(slot[s]);
			slot[s] = NULL;
		} else {
			slot[s] = get(h, size());
		}
	}
	for (unsigned i = 0; i < SLOTS; i++) {
		h->release(slot[i]);
		slot[i] = NULL;
	}
	return n + SLOTS / 2;
}

static size_t small(void)
{
	return 16 + rnd() % 240;
}
static size_t mixed(void)
{
	return rnd() % 16 ? 16 + rnd() % 1000 : rnd() % 32768;
}
static size_t large(void)
{
	return 4096 + rnd() % (256 << 10);
}
static unsigned churn_small(const struct heap *h)
{
	return churn(h, small);
}
static unsigned churn_mixed(const struct heap *h)
{
	return churn(h, mixed);
}
static unsigned churn_large(const struct heap *h)
{
	return churn(h, large);
}

/* Build a list of many blocks, take it down in order. */
static unsigned list(const struct heap *h)
{
	void **head = NULL, **p;
	unsigned n = 100000;

	for (unsigned i = 0; i < n; i++) {
		p = get(h, 24 + i % 5 * 16);
		*p = head;
		head = p;
	}
	for (; head; head = p) {
		p = *head;
		h->release(head);
	}
	return 2 * n;
}

static unsigned growing(const struct heap *h)
{
	unsigned n = 0;

	for (unsigned i = 0; i < 200; i++) {
		void *p = NULL;

		for (size_t size = 16; size < 100000; size += size / 8 + 1, n++) {
			p = h->resize(p, size);
			if (!p)
				exit(1);
		}
		h->release(p);
	}
	return n;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

int main(void)
{
	static const struct {
		const char *name;
		unsigned (*fn)(const struct heap *h);
	} cases[] = {
		{ "malloc(64), free", pairs },
		{ "churn, 16..255 bytes", churn_small },
		{ "churn, mostly up to 1 KiB", churn_mixed },
		{ "churn, 4 to 260 KiB", churn_large },
		{ "list of 100,000, then free", list },
		{ "realloc, growing to 100 KB", growing },
	};
	static const struct heap heaps[2] = { { uk_malloc, uk_realloc, uk_free },
					      { malloc, realloc, free } };
	void *arena = mmap(NULL, ARENA, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	boot.mem[0] = (struct uk_memrange){ (uintptr_t)arena, ARENA };
	boot.nmem = 1;
	if (arena == MAP_FAILED || uk_alloc_boot() != 0)
		return 1;
	printf("| %-28s | %9s | %9s | %6s |\n|---|---:|---:|---:|\n", "ns an operation, median",
	       "pool", "glibc", "ratio");
	for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++) {
		double t[2][ROUNDS];

		for (int r = -1; r < ROUNDS; r++)
			for (int h = 0; h < 2; h++) {
				uint64_t t0;
				unsigned n;

				seed = 12345;
				t0 = now();
				n = cases[c].fn(&heaps[h]);
				if (r >= 0) /* the first warms up */
					t[h][r] = (double)(now() - t0) / n;
			}
		for (int h = 0; h < 2; h++)
			qsort(t[h], ROUNDS, sizeof(double), by_value);
		printf("| %-28s | %9.1f | %9.1f | %6.2f |\n", cases[c].name, t[0][ROUNDS / 2],
		       t[1][ROUNDS / 2], t[0][ROUNDS / 2] / t[1][ROUNDS / 2]);
	}
	return 0;
}
