/* SPDX-License-Identifier: BSD-3-Clause */
/*
 * Memory of a process: one arena, reserved once and filled by the kernel as it
 * is touched. Where address space is limited (ulimit -v, strict overcommit) the
 * arena halves until it fits.
 *
 * In a container with a memory limit the kernel kills who touches more, so the arena is
 * smaller than the limit, and the program is told by malloc(). What it leaves is for the image,
 * buffers of sockets, and page tables, which count too.
 */
#include <errno.h>
#include <uk/param.h>
#include <uk/plat_linux.h>
#include <uk/vm.h>
#include "linux.h"

#define PROT_RW	      3
#define MAP_PRIVATE   2
#define MAP_ANONYMOUS 0x20
#define MAP_NORESERVE 0x4000
#define ARENA_MIN     (256ul << 10)

#define ARENA_MAX (1ul << 30)
#define REST_MIN  (2ul << 20)

static unsigned long arena_size;
UK_PARAM_UINT(linux, mem, arena_size,
	      "memory of the process in bytes (0: 1G, less under a memory limit of its control "
	      "group)");

static struct uk_memrange arena;
extern char uk_image_start[], uk_image_end[];

static unsigned long default_size(void)
{
	uint64_t limit = uk_linux_memory_limit("");

	if (limit >= ARENA_MAX + ARENA_MAX / 7)
		return ARENA_MAX;
	return limit - UK_MAX(limit / 8, UK_MIN(limit / 2, REST_MIN));
}

int uk_linux_memory(struct uk_boot *boot)
{
	size_t len = UK_ALIGN_DOWN(arena_size ? arena_size : default_size(), UK_PAGE_SIZE);
	long at;

	for (;; len = UK_ALIGN_DOWN(len / 2, UK_PAGE_SIZE)) {
		if (len < ARENA_MIN)
			return -ENOMEM;
		at = sys6(UK_LINUX_NR_mmap, 0, len, PROT_RW,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
		if (at >= 0)
			break;
	}
	arena.start = at;
	arena.len = len;
	boot->mem[0] = arena;
	boot->nmem = 1;
	return 0;
}

static bool inside(uintptr_t a, size_t len, uintptr_t start, size_t size)
{
	return a >= start && len <= size && a - start <= size - len;
}

int uk_linux_protect(void *addr, size_t len, unsigned prot)
{
	uintptr_t a = (uintptr_t)addr,
		  image = UK_ALIGN_DOWN((uintptr_t)uk_image_start, UK_PAGE_SIZE);

	if ((a | len) & (UK_PAGE_SIZE - 1) ||
	    (prot & (UK_PROT_WRITE | UK_PROT_EXEC)) == (UK_PROT_WRITE | UK_PROT_EXEC))
		return -EINVAL;
	if (!inside(a, len, arena.start, arena.len) &&
	    !inside(a, len, image, (uintptr_t)uk_image_end - image))
		return -EINVAL;
	/* The pool's rights are the kernel's PROT_ bits. */
	return uk_linux_errno(sys3(UK_LINUX_NR_mprotect, a, len, prot));
}
