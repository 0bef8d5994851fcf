/* SPDX-License-Identifier: BSD-3-Clause */
/* See fake_plat.h. The arena is mapped anew each time, so that touched pages can be counted. */
#include "fake_plat.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <uk/crash.h>
#include <uk/plat.h>
#include <uk/tls.h>
#include <uk/vm.h>

static struct uk_boot boot;
const struct uk_boot *uk_boot_info = &boot;
uintptr_t uk_tls_canary = 0x1badb002deadbeef;
void *(*uk_vm_table_page)(void);

jmp_buf fake_panic_jump;
bool fake_panic_expected;
char fake_panic_message[256];

void uk_panic(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(fake_panic_message, sizeof(fake_panic_message), fmt, ap);
	va_end(ap);
	if (fake_panic_expected)
		longjmp(fake_panic_jump, 1);
	fprintf(stderr, "unexpected panic: %s\n", fake_panic_message);
	abort();
}

static char *map, *arena;
static size_t map_len, arena_len;

void fake_arena_with_hole(size_t n, size_t hole, size_t m)
{
	fake_arena(0, n + hole + m);
	boot.mem[0].len = n * UK_PAGE_SIZE;
	boot.mem[1].start = boot.mem[0].start + (n + hole) * UK_PAGE_SIZE;
	boot.mem[1].len = m * UK_PAGE_SIZE;
	boot.nmem = 2;
	if (uk_alloc_boot() != 0)
		abort();
}

void fake_arena(size_t at, size_t n)
{
	size_t big = 2 << 20;

	if (map)
		munmap(map, map_len);
	arena_len = n * UK_PAGE_SIZE;
	map_len = arena_len + at * UK_PAGE_SIZE + big;
	map = mmap(NULL, map_len, PROT_READ | PROT_WRITE,
		   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (map == MAP_FAILED)
		abort();
	madvise(map, map_len, MADV_NOHUGEPAGE);
	arena = (char *)UK_ALIGN_UP((uintptr_t)map, big) + at * UK_PAGE_SIZE;
	boot.nmem = 1;
	boot.mem[0] = (struct uk_memrange){ (uintptr_t)arena, arena_len };
	if (uk_alloc_boot() != 0)
		abort();
}

size_t fake_arena_touched(void)
{
	size_t n = arena_len / UK_PAGE_SIZE, count = 0;
	unsigned char *vec = malloc(n);

	if (!vec || mincore(arena, arena_len, vec) < 0)
		abort();
	for (size_t i = 0; i < n; i++)
		count += vec[i] & 1;
	free(vec);
	return count;
}

bool fake_arena_holds(const void *p, size_t len)
{
	return (const char *)p >= arena && len <= arena_len &&
	       (const char *)p + len <= arena + arena_len;
}
